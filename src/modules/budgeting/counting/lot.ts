/** SHA-256 of the bytes, from node:crypto or from the browser's subtle crypto. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** What nobody could know while people voted. */
export interface LotSeed {
  /** Pips of dice thrown in public after close, in the order of the throws: digits 1 to 6, at least 20 of them. */
  dice: string
  /** Root hash of the public log's first checkpoint after close: 64 lower-case hexadecimal digits. */
  checkpoint: string
}

/**
 * The order that breaks ties which nothing else breaks, redone by anyone from the published seed:
 * 1. the ids are sorted by their UTF-16 code units;
 * 2. block k is SHA-256 of the UTF-8 text `punte-lot-v1\n<dice>\n<checkpoint>\n<k>`, k = 0, 1, …; each block gives eight
 *    numbers of 32 bits, most significant byte first;
 * 3. Fisher–Yates: for i from the last place down to the second, the next number r below floor(2^32 / (i + 1)) · (i + 1)
 *    (others are thrown away, so that no place is likelier) swaps the places i and r mod (i + 1).
 * @returns all ids, the luckiest first
 * @throws RangeError when the seed has not the form above
 */
export async function drawLot(ids: readonly string[], seed: LotSeed, sha256: Sha256): Promise<string[]> {
  if (!/^[1-6]{20,}$/.test(seed.dice)) throw new RangeError('dice are digits 1 to 6, at least 20 of them')
  if (!/^[0-9a-f]{64}$/.test(seed.checkpoint))
    throw new RangeError('the checkpoint is 64 lower-case hexadecimal digits')
  const order = [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const next = numbersFrom(seed, sha256)
  for (let i = order.length - 1; i > 0; i--) {
    const places = i + 1
    const fair = Math.floor(2 ** 32 / places) * places
    let drawn = await next()
    while (drawn >= fair) drawn = await next()
    const j = drawn % places
    const lifted = order[i] as string
    order[i] = order[j] as string
    order[j] = lifted
  }
  return order
}

function numbersFrom({ dice, checkpoint }: LotSeed, sha256: Sha256): () => Promise<number> {
  let block: DataView | undefined
  let blocks = 0
  let at = 32
  return async () => {
    if (!block || at === 32) {
      const bytes = await sha256(new TextEncoder().encode(`punte-lot-v1\n${dice}\n${checkpoint}\n${blocks++}`))
      block = new DataView(bytes.buffer, bytes.byteOffset, 32)
      at = 0
    }
    at += 4
    return block.getUint32(at - 4)
  }
}
