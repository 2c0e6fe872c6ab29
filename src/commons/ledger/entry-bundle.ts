import { Refused } from './refused.ts'

/** An entry is preceded by its length in two bytes, so it is no longer than this. */
export const LONGEST_ENTRY = 65_535

/** @throws RangeError for an entry that no bundle can hold */
export function bundleOf(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > LONGEST_ENTRY) throw new RangeError(`an entry of ${entry.length} bytes fits no bundle`)
      return [Buffer.of(Math.floor(entry.length / 256), entry.length % 256), entry]
    }),
  )
}

/** The entries of a bundle. @throws Refused bundle.width when it does not hold exactly `width` whole entries */
export function entriesOf(bundle: Buffer, width: number): Buffer[] {
  const entries: Buffer[] = []
  let at = 0
  while (at < bundle.length) {
    const end = at + 2 <= bundle.length ? at + 2 + bundle.readUInt16BE(at) : Number.POSITIVE_INFINITY
    if (end > bundle.length || entries.length === width) throw new Refused('bundle.width')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  if (entries.length !== width) throw new Refused('bundle.width')
  return entries
}
