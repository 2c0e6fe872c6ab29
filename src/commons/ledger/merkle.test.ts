import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  provesConsistency,
  provesInclusion,
  type ReadNode,
  rootOf,
  treeRoot,
} from './merkle.ts'

// Known answers of RFC 6962 implementations: eight leaves, and the roots of the trees of their first 0 to 8.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => leafHash(Buffer.from(hex, 'hex')),
)
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('the roots of the known trees', async () => {
  for (const [size, root] of roots.entries()) {
    assert.equal(rootOf(leaves.slice(0, size)).toString('hex'), root)
    assert.equal((await treeRoot(readerOf(leaves), size)).toString('hex'), root)
  }
})

/** MTH as the RFC writes it down. */
function definition(hashes: Buffer[]): Buffer {
  if (hashes.length <= 1) return hashes[0] ?? emptyRoot
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return nodeHash(definition(hashes.slice(0, k)), definition(hashes.slice(k)))
}

function readerOf(hashes: Buffer[]): ReadNode {
  const kept = new Map<string, Buffer>()
  return (level, index) => {
    const name = `${level}/${index}`
    const hash = kept.get(name) ?? definition(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level))
    kept.set(name, hash)
    return hash
  }
}

const many = Array.from({ length: 140 }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)))
const rootAt = many.map((_, at) => definition(many.slice(0, at))).concat([definition(many)])
const read = readerOf(many)

test('every proof of every tree up to 70 leaves holds, and no mutation of it', async () => {
  for (let size = 1; size <= 70; size++)
    for (let index = 0; index < size; index++) {
      const path = await inclusionProof(read, index, size)
      const at = { index, size, leaf: many[index] as Buffer, root: rootAt[size] as Buffer }
      assert.ok(provesInclusion(at, path), `leaf ${index} of ${size}`)
      for (const wrong of mutations(path)) assert.ok(!provesInclusion(at, wrong), `mutated, leaf ${index} of ${size}`)
      assert.ok(!provesInclusion({ ...at, leaf: many[index + 1] as Buffer }, path))
      assert.ok(!provesInclusion({ ...at, index: index + 1 }, path))
      assert.ok(!provesInclusion({ ...at, root: rootAt[size + 1] as Buffer }, path))
      const old = { size: index, root: rootAt[index] as Buffer }
      const next = { size, root: rootAt[size] as Buffer }
      const consistent = await consistencyProof(read, index, size)
      assert.ok(provesConsistency(old, next, consistent), `${index} to ${size}`)
      for (const wrong of mutations(consistent))
        assert.ok(!provesConsistency(old, next, wrong), `mutated, ${index} to ${size}`)
      assert.ok(!provesConsistency({ ...old, root: rootAt[index + 1] as Buffer }, next, consistent))
      assert.ok(!provesConsistency(next, old, consistent), 'backwards')
    }
})

test('proofs of a tree far over 32 bits', async () => {
  // Every leaf is the same, so every perfect subtree of a height has one hash.
  const heights = [leafHash(Buffer.from('same'))]
  for (let level = 1; level < 53; level++)
    heights.push(nodeHash(heights[level - 1] as Buffer, heights[level - 1] as Buffer))
  const same: ReadNode = (level) => heights[level] as Buffer
  const size = fc.integer({ min: 2 ** 31, max: 2 ** 51 })
  await fc.assert(
    fc.asyncProperty(size, size, async (a, b) => {
      const [old, next] = [Math.min(a, b), Math.max(a, b)]
      const root = await treeRoot(same, next)
      const path = await inclusionProof(same, old - 1, next)
      assert.ok(provesInclusion({ index: old - 1, size: next, leaf: heights[0] as Buffer, root }, path))
      const consistent = await consistencyProof(same, old, next)
      const before = { size: old, root: await treeRoot(same, old) }
      assert.ok(provesConsistency(before, { size: next, root }, consistent))
      if (old < next)
        assert.ok(!provesConsistency({ ...before, size: old + 2 ** 31 }, { size: next, root }, consistent))
    }),
    { numRuns: 60 },
  )
})

test('there is no proof for a leaf that is not there, or for a tree that is no beginning', async () => {
  await assert.rejects(inclusionProof(read, 5, 5), RangeError)
  await assert.rejects(consistencyProof(read, 6, 5), RangeError)
  assert.deepEqual(await consistencyProof(read, 0, 5), [])
  assert.deepEqual(await consistencyProof(read, 5, 5), [])
})

function mutations(path: Buffer[]): Buffer[][] {
  const wrong = [[...path, leafHash(Buffer.from('more'))]]
  if (path.length === 0) return wrong
  const flipped = Buffer.from(path[path.length - 1] as Buffer)
  flipped[31] = (flipped[31] as number) ^ 1
  wrong.push(path.slice(1), path.slice(0, -1), [...path.slice(0, -1), flipped])
  if (path.length > 1) wrong.push([path[1] as Buffer, path[0] as Buffer, ...path.slice(2)])
  return wrong
}
