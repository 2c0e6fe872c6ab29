// A receipt: C2SP tlog-proof whose extra line is the entry itself. Whether it leads to a signed root: RFC 9162, section 2.1.3.2.
import { fromBase64, fromDecimal, refuse } from './checkpoint.mjs'
import { LONGEST, nodeHash, sha256 } from './log.mjs'

/** @param name what the reader knows it by, for messages @returns { entry, index, path, note }; note: the signed checkpoint, not opened yet */
export function readReceipt(bytes, name) {
  if (bytes.length > LONGEST.note + LONGEST.bundle) refuse('receipt', `${name} is longer than a receipt can be.`)
  const split = bytes.indexOf('\n\n')
  const [header, extra = '', index = '', ...path] = bytes.toString('latin1', 0, Math.max(split, 0)).split('\n')
  if (split < 0 || header !== 'c2sp.org/tlog-proof@v1') refuse('receipt', `${name} is no tlog-proof, or not whole.`)
  const receipt = {
    entry: extra.startsWith('extra ') ? fromBase64(extra.slice('extra '.length)) : null,
    index: index.startsWith('index ') ? fromDecimal(index.slice('index '.length)) : null,
    path: path.map(fromBase64),
    note: bytes.subarray(split + 2),
  }
  if (receipt.entry === null || receipt.index === null) refuse('receipt', `${name} does not say which entry it is of.`)
  if (path.length > 63 || receipt.path.some((hash) => hash?.length !== 32))
    refuse('receipt', `A hash in ${name} is none.`)
  return receipt
}

/** Refuses a receipt whose entry is not where it says in the tree that was signed. */
export function checkIncluded({ entry, index, path }, { size, root }) {
  if (!rootReached(sha256(Buffer.concat([Buffer.of(0), entry])), index, size, path)?.equals(root)) {
    refuse('not-included', `The entry in the receipt is not entry ${index} of the ${size} that were signed.`)
  }
}

/** The root that a leaf and the path beside it lead to; null where the path does not fit. */
function rootReached(leaf, index, size, path) {
  if (index >= size) return null
  let [node, last, reached] = [BigInt(index), BigInt(size - 1), leaf]
  for (const sibling of path) {
    if (last === 0n) return null
    if (node % 2n === 1n || node === last) {
      reached = nodeHash(sibling, reached)
      for (; node % 2n === 0n && node !== 0n; node /= 2n) last /= 2n
    } else reached = nodeHash(reached, sibling)
    node /= 2n
    last /= 2n
  }
  return last === 0n ? reached : null
}
