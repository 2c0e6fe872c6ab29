import { bundleOf } from './entry-bundle.ts'
import { leafHash, type ReadNode, rootOf } from './merkle.ts'
import { Refused } from './refused.ts'
import { levelsOf, tilePath, tilesAt, WIDTH } from './tile-path.ts'

const HASH = 32

/** What of the tree can still grow: the partial bundle, and the partial tile of each level (empty where there is none). */
export interface Edge {
  size: number
  bundle: Buffer
  tiles: Buffer[]
}

export interface TileFile {
  path: string
  bytes: Buffer
}

export type ReadFile = (path: string) => Promise<Buffer>

export const emptyEdge: Edge = { size: 0, bundle: Buffer.alloc(0), tiles: [] }

/**
 * Appends entries to the tree.
 *
 * @returns every tile and bundle that is new, the partial ones of the new size among them, and the new edge and root
 */
export function growTree(edge: Edge, entries: readonly Uint8Array[]): { edge: Edge; root: Buffer; files: TileFile[] } {
  const size = edge.size + entries.length
  const files: TileFile[] = []
  const bundle = growBundles(edge, entries, files)
  const tiles: Buffer[] = []
  let fresh = entries.map(leafHash)
  for (let level = 0; level < levelsOf(size); level++) {
    const before = Math.floor(edge.size / WIDTH ** level)
    const row = Buffer.concat([edge.tiles[level] ?? Buffer.alloc(0), ...fresh])
    const { full, partial } = tilesAt(level, size)
    const above: Buffer[] = []
    for (let n = Math.floor(before / WIDTH), at = 0; n < full; n++, at += WIDTH * HASH) {
      const bytes = row.subarray(at, at + WIDTH * HASH)
      files.push({ path: tilePath({ level, n, width: WIDTH }), bytes })
      above.push(rootOf(hashesOf(bytes)))
    }
    const rest = row.subarray(row.length - partial * HASH)
    if (partial > 0 && fresh.length > 0) files.push({ path: tilePath({ level, n: full, width: partial }), bytes: rest })
    tiles.push(Buffer.from(rest))
    fresh = above
  }
  const grown = { size, bundle, tiles }
  return { edge: grown, root: rootOfEdge(grown), files }
}

/** The edge of a tree that is stored, to go on from it. @throws Refused tile.width when a file has not the width of its name */
export async function readEdge(size: number, readFile: ReadFile): Promise<Edge> {
  const tiles: Buffer[] = []
  for (let level = 0; level < levelsOf(size); level++) {
    const { full, partial } = tilesAt(level, size)
    tiles.push(partial === 0 ? Buffer.alloc(0) : await readTile(readFile, level, full, partial))
  }
  const { full, partial } = tilesAt(0, size)
  const bundle =
    partial === 0 ? Buffer.alloc(0) : await readFile(tilePath({ level: 'entries', n: full, width: partial }))
  return { size, bundle, tiles }
}

export function rootOfEdge({ tiles }: Pick<Edge, 'tiles'>): Buffer {
  let smaller: Buffer | undefined
  for (const tile of tiles) {
    const hashes = smaller ? [...hashesOf(tile), smaller] : hashesOf(tile)
    if (hashes.length > 0) smaller = rootOf(hashes)
  }
  return smaller ?? rootOf([])
}

/** Serves the nodes of a tree of `size` leaves from its tiles; each tile is read once. */
export function tileReader(size: number, readFile: ReadFile): ReadNode {
  const kept = new Map<string, Promise<Buffer>>()
  return async (level, index) => {
    const tileLevel = Math.floor(level / 8)
    const hashes = 2 ** (level % 8)
    const n = Math.floor((index * hashes) / WIDTH)
    const { full, partial } = tilesAt(tileLevel, size)
    const width = n < full ? WIDTH : partial
    const path = tilePath({ level: tileLevel, n, width })
    const reading = kept.get(path) ?? readTile(readFile, tileLevel, n, width)
    kept.set(path, reading)
    const from = (index * hashes) % WIDTH
    return rootOf(hashesOf(await reading).slice(from, from + hashes))
  }
}

function growBundles(edge: Edge, entries: readonly Uint8Array[], files: TileFile[]): Buffer {
  let n = Math.floor(edge.size / WIDTH)
  let [bundle, width, taken] = [edge.bundle, edge.size % WIDTH, 0]
  while (taken < entries.length) {
    const some = entries.slice(taken, taken + WIDTH - width)
    bundle = Buffer.concat([bundle, bundleOf(some)])
    taken += some.length
    width += some.length
    files.push({ path: tilePath({ level: 'entries', n, width }), bytes: bundle })
    if (width < WIDTH) break
    n += 1
    bundle = Buffer.alloc(0)
    width = 0
  }
  return bundle
}

async function readTile(readFile: ReadFile, level: number, n: number, width: number): Promise<Buffer> {
  const path = tilePath({ level, n, width })
  const bytes = await readFile(path)
  if (bytes.length !== width * HASH) throw new Refused('tile.width', path)
  return bytes
}

function hashesOf(tile: Buffer): Buffer[] {
  return Array.from({ length: tile.length / HASH }, (_, at) => tile.subarray(at * HASH, (at + 1) * HASH))
}
