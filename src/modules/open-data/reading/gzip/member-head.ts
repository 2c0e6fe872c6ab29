/** What stands before the bytes of a member (RFC 1952). */
export interface MemberHead {
  length: number
  /** The name that the file had, a comment, what else a program wrote there: all of it goes with the file to whoever downloads it. */
  said: string[]
}

const EXTRA = 4
const NAME = 8
const COMMENT = 16
const CHECKED = 2
const RESERVED = 0xe0
const FIXED = 10

/** @returns null for what is no head, or one that is longer than the bytes given */
export function readMemberHead(bytes: Buffer): MemberHead | null {
  if (bytes.length < FIXED || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return null
  const flags = bytes[3] as number
  if ((flags & RESERVED) !== 0) return null
  const said: string[] = []
  let at = FIXED
  if (flags & EXTRA) {
    if (at + 2 > bytes.length) return null
    const end = at + 2 + bytes.readUInt16LE(at)
    said.push(bytes.toString('utf8', at + 2, end))
    at = end
  }
  for (const flag of [NAME, COMMENT]) {
    if (!(flags & flag)) continue
    const end = bytes.indexOf(0, at)
    if (end < 0) return null
    said.push(bytes.toString('utf8', at, end))
    at = end + 1
  }
  if (flags & CHECKED) at += 2
  return at > bytes.length ? null : { length: at, said: said.filter((text) => text !== '') }
}
