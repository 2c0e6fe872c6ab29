import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bundleOf, entriesOf } from './entry-bundle.ts'
import { inclusionProof, leafHash, provesInclusion, rootOf, treeRoot } from './merkle.ts'
import { Refused } from './refused.ts'
import { levelsOf, parseTilePath, tilePath, tilesAt } from './tile-path.ts'
import { type Edge, emptyEdge, growTree, readEdge, rootOfEdge, tileReader } from './tiles.ts'

const entry = (at: number) => Buffer.from(`entry ${at}`)
const entries = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => entry(from + at))

/** A folder of files; a name is written once, with the same bytes ever after. */
class Folder {
  readonly files = new Map<string, Buffer>()
  readonly read = async (path: string) => {
    const bytes = this.files.get(path)
    assert.ok(bytes, `${path} is not there`)
    return bytes
  }

  grow(edge: Edge, to: number) {
    const grown = growTree(edge, entries(edge.size, to))
    for (const { path, bytes } of grown.files) {
      const before = this.files.get(path)
      if (before) assert.ok(before.equals(bytes), `${path} was rewritten`)
      this.files.set(path, Buffer.from(bytes))
    }
    return grown
  }
}

test('paths of tiles', () => {
  const names: [Parameters<typeof tilePath>[0], string][] = [
    [{ level: 0, n: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, n: 1000, width: 256 }, 'tile/1/x001/000'],
    [{ level: 'entries', n: 1_234_067, width: 256 }, 'tile/entries/x001/x234/067'],
    [{ level: 0, n: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 63, n: 5, width: 1 }, 'tile/63/005.p/1'],
  ]
  for (const [name, path] of names) {
    assert.equal(tilePath(name), path)
    assert.deepEqual(parseTilePath(path), name)
  }
  for (const path of [
    'tile/00/000',
    'tile/64/000',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/000',
    'tile/0/x001/x000',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000/',
    'tile/0/000\n',
    'tile/entry/000',
    'tile/0/../000',
    'tile/-1/000',
    '/tile/0/000',
  ])
    assert.equal(parseTilePath(path), null, path)
})

test('which tiles a tree of 70,000 and of 256 leaves has', () => {
  const all = (size: number) => Array.from({ length: levelsOf(size) }, (_, level) => tilesAt(level, size))
  assert.deepEqual(all(70_000), [
    { full: 273, partial: 112 },
    { full: 1, partial: 17 },
    { full: 0, partial: 1 },
  ])
  assert.deepEqual(all(256), [
    { full: 1, partial: 0 },
    { full: 0, partial: 1 },
  ])
  assert.deepEqual(all(0), [])
})

test('70,000 entries at once and in steps give the same files', async () => {
  const [once, steps] = [new Folder(), new Folder()]
  const { root, edge } = once.grow(emptyEdge, 70_000)
  let grown = { edge: emptyEdge, root: rootOf([]) }
  for (const to of [1, 1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000]) grown = steps.grow(grown.edge, to)
  assert.deepEqual(grown.root, root)
  assert.deepEqual(grown.edge, edge)
  for (const [path, bytes] of once.files) assert.deepEqual(steps.files.get(path), bytes, path)
  assert.equal(once.files.get('tile/2/000.p/1')?.length, 32)
  assert.equal(once.files.get('tile/0/000')?.length, 8192)
  assert.deepEqual(root, rootOf(entries(0, 70_000).map(leafHash)))
  assert.deepEqual(entriesOf(await once.read('tile/entries/273.p/112'), 112), entries(69_888, 70_000))
})

test('however a tree grows, each of its sizes has its tiles, its root and its proofs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 }), async (steps) => {
      const folder = new Folder()
      let edge = emptyEdge
      for (const step of steps) {
        const grown = folder.grow(edge, edge.size + step)
        const { size } = grown.edge
        const hashes = entries(0, size).map(leafHash)
        assert.deepEqual(grown.root, rootOf(hashes))
        assert.deepEqual(await readEdge(size, folder.read), grown.edge)
        assert.deepEqual(await treeRoot(tileReader(size, folder.read), size), grown.root)
        for (const index of [0, Math.floor(size / 2), size - 1].filter((at) => at >= 0 && at < size)) {
          const path = await inclusionProof(tileReader(size, folder.read), index, size)
          assert.ok(provesInclusion({ index, size, leaf: hashes[index] as Buffer, root: grown.root }, path))
        }
        edge = grown.edge
      }
    }),
    { numRuns: 25 },
  )
})

test('a level that is full to the last hash has no partial tile', () => {
  const { edge, files } = growTree(emptyEdge, entries(0, 65_536))
  assert.deepEqual(
    files.map(({ path }) => path).filter((path) => !/^tile\/(0|entries)\//.test(path)),
    ['tile/1/000', 'tile/2/000.p/1'],
  )
  assert.deepEqual(rootOfEdge(edge), rootOf(entries(0, 65_536).map(leafHash)))
})

test('a tile of another width than its name says is refused', async () => {
  const folder = new Folder()
  folder.grow(emptyEdge, 10)
  folder.files.set('tile/0/000.p/10', Buffer.alloc(9 * 32))
  const wrong = { code: 'tile.width' }
  await assert.rejects(readEdge(10, folder.read), wrong)
  await assert.rejects(treeRoot(tileReader(10, folder.read), 10), wrong)
})

test('a bundle that is cut, too long or of another width is refused', () => {
  const bundle = bundleOf(entries(0, 5))
  for (const wrong of [
    bundle.subarray(0, -1),
    bundle.subarray(0, 1),
    Buffer.concat([bundle, Buffer.of(0)]),
    bundle.subarray(1),
  ])
    assert.throws(() => entriesOf(wrong, 5), Refused)
  assert.throws(() => entriesOf(bundle, 4), { code: 'bundle.width' })
  assert.throws(() => entriesOf(bundle, 6), { code: 'bundle.width' })
  assert.throws(() => bundleOf([Buffer.alloc(65_536)]), RangeError)
  const longest = Buffer.alloc(65_535, 7)
  assert.deepEqual(entriesOf(bundleOf([longest, Buffer.alloc(0)]), 2), [longest, Buffer.alloc(0)])
})
