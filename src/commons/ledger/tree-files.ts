import type { Db } from '#kernel/database/database.ts'
import type { NamedStore } from '#kernel/files/named-store.ts'
import { bundleOf } from './entry-bundle.ts'
import { leafHash, rootOf } from './merkle.ts'
import { readEntries } from './store.ts'
import { parseTilePath, type TileName, tilePath, WIDTH } from './tile-path.ts'

const HASH = 32

/**
 * Tiles and bundles of the log by their paths. Full ones are files; where a file is missing it is made again from the entries in
 * PostgreSQL and kept. Partial ones are never files: a tile that is partial for one size is the beginning of the next.
 */
export class TreeFiles {
  private readonly db: Db
  private readonly store: NamedStore
  private readonly folder: string

  /** @param folder the log's own in the store */
  constructor(db: Db, store: NamedStore, folder: string) {
    this.db = db
    this.store = store
    this.folder = folder
  }

  /** @throws Error where the log has fewer entries than the tile is made of; ask only within the published size */
  async read(path: string): Promise<Buffer> {
    const name = parseTilePath(path)
    if (!name) throw new Error('no path of a tile')
    if (name.width < WIDTH) return this.make(name)
    const kept = await this.kept(path)
    if (kept) return kept
    const made = await this.make(name)
    await this.write(path, made)
    return made
  }

  async write(path: string, bytes: Buffer): Promise<void> {
    await this.store.write(this.nameOf(path), bytes)
  }

  /** The file as it is, whatever it holds; null where there is none. */
  kept(path: string): Promise<Buffer | null> {
    return this.store.read(this.nameOf(path))
  }

  /** From the level below, which must be right, in place of whatever is there. */
  async makeAgain(path: string): Promise<void> {
    await this.write(path, await this.make(parseTilePath(path) as TileName))
  }

  private nameOf(path: string): string {
    return `${this.folder}/${path}`
  }

  private async make({ level, n, width }: TileName): Promise<Buffer> {
    if (level === 'entries' || level === 0) {
      const bodies = await this.entries(n * WIDTH, width)
      return level === 0 ? Buffer.concat(bodies.map(leafHash)) : bundleOf(bodies)
    }
    const hashes: Buffer[] = []
    for (let at = 0; at < width; at++) {
      const below = await this.read(tilePath({ level: level - 1, n: n * WIDTH + at, width: WIDTH }))
      hashes.push(rootOf(Array.from({ length: WIDTH }, (_, i) => below.subarray(i * HASH, (i + 1) * HASH))))
    }
    return Buffer.concat(hashes)
  }

  private async entries(from: number, count: number): Promise<Buffer[]> {
    const rows = await readEntries(this.db, from, count)
    if (rows.length < count || rows.some(({ index }, at) => index !== from + at))
      throw new Error(`the log has no entries ${from} to ${from + count - 1}`)
    return rows.map(({ body }) => body)
  }
}
