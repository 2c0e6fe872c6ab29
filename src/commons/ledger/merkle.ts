import { hash } from 'node:crypto'

/**
 * The Merkle tree of RFC 6962, section 2.1, over SHA-256. Sizes and indexes are safe integers and are halved by division:
 * JavaScript's bit operators stop at 32 bits.
 */

/** Leaves `from` to `to` (not included) of a tree. */
export interface Range {
  from: number
  to: number
}

/** Reads the hash of the perfect subtree of 2^level leaves that begins at leaf index * 2^level. */
export type ReadNode = (level: number, index: number) => Promise<Buffer> | Buffer

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

export const emptyRoot = sha256(Buffer.alloc(0))

export function leafHash(entry: Uint8Array): Buffer {
  return sha256(Buffer.concat([LEAF, entry]))
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([NODE, left, right]))
}

/** MTH over hashes of leaves, or of perfect subtrees of one size of which only the last may be smaller. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot
  let row = hashes
  while (row.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < row.length; at += 2) {
      const [left, right] = [row[at] as Buffer, row[at + 1]]
      // One that is left over goes up as it is: the split at the largest power of two puts it there.
      above.push(right ? nodeHash(left, right) : left)
    }
    row = above
  }
  return row[0] as Buffer
}

/** PATH(index, D[size]): the ranges whose hashes prove that the leaf is in the tree, from the leaf's sibling up to the root's child. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (index < 0 || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) path.push({ from: middle, to })
    else path.push({ from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return path.reverse()
}

/** PROOF(old, D[size]): the ranges whose hashes prove that the tree of `old` leaves is the beginning of the tree of `size`. */
export function consistencyRanges(old: number, size: number): Range[] {
  if (old < 0 || old > size) throw new RangeError(`a tree of ${size} does not begin with ${old} leaves`)
  if (old === 0 || old === size) return []
  const path: Range[] = []
  let [from, to] = [0, size]
  while (old < to) {
    const middle = from + splitOf(to - from)
    if (old <= middle) {
      path.push({ from: middle, to })
      to = middle
    } else {
      path.push({ from, to: middle })
      from = middle
    }
  }
  // The old root itself is known to who verifies: it is left out where it is a subtree of the new tree.
  if (from > 0) path.push({ from, to })
  return path.reverse()
}

export async function inclusionProof(read: ReadNode, index: number, size: number): Promise<Buffer[]> {
  return Promise.all(inclusionRanges(index, size).map((range) => hashOf(read, range)))
}

export async function consistencyProof(read: ReadNode, old: number, size: number): Promise<Buffer[]> {
  return Promise.all(consistencyRanges(old, size).map((range) => hashOf(read, range)))
}

export async function treeRoot(read: ReadNode, size: number): Promise<Buffer> {
  return size === 0 ? emptyRoot : hashOf(read, { from: 0, to: size })
}

/** Whether `path` proves that the leaf with hash `leaf` has this index in the tree with this root. RFC 9162, section 2.1.3.2. */
export function provesInclusion(
  { index, size, leaf, root }: { index: number; size: number; leaf: Buffer; root: Buffer },
  path: readonly Buffer[],
): boolean {
  if (index >= size) return false
  let [fn, sn, reached] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      reached = nodeHash(sibling, reached)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else reached = nodeHash(reached, sibling)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && reached.equals(root)
}

/** Whether `path` proves that the old tree is the beginning of the new one. RFC 9162, section 2.1.4.2. */
export function provesConsistency(
  old: { size: number; root: Buffer },
  next: { size: number; root: Buffer },
  path: readonly Buffer[],
): boolean {
  if (old.size > next.size) return false
  if (old.size === next.size) return path.length === 0 && old.root.equals(next.root)
  if (old.size === 0) return path.length === 0 && old.root.equals(emptyRoot)
  if (path.length === 0) return false
  const [first, ...rest] = isPowerOfTwo(old.size) ? [old.root, ...path] : path
  let [fn, sn] = [old.size - 1, next.size - 1]
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  let [fr, sr] = [first as Buffer, first as Buffer]
  for (const sibling of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(sibling, fr)
      sr = nodeHash(sibling, sr)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else sr = nodeHash(sr, sibling)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && fr.equals(old.root) && sr.equals(next.root)
}

/** A range that a split of the tree leads to: perfect, or the ragged right end. */
async function hashOf(read: ReadNode, { from, to }: Range): Promise<Buffer> {
  const size = to - from
  if (isPowerOfTwo(size)) return read(Math.log2(size), from / size)
  const middle = from + splitOf(size)
  const [left, right] = await Promise.all([hashOf(read, { from, to: middle }), hashOf(read, { from: middle, to })])
  return nodeHash(left, right)
}

/** By way of a string: measured twice as fast as a Hash object, or as asking for a Buffer. */
function sha256(bytes: Buffer): Buffer {
  return Buffer.from(hash('sha256', bytes, 'latin1'), 'latin1')
}

/** The largest power of two that is smaller than `size`. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

function isPowerOfTwo(size: number): boolean {
  return size > 0 && Number.isInteger(Math.log2(size)) && 2 ** Math.log2(size) === size
}

function isOdd(number: number): boolean {
  return number % 2 === 1
}

function half(number: number): number {
  return Math.floor(number / 2)
}
