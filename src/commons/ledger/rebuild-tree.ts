import type { Db } from '#kernel/database/database.ts'
import { identityOf, type Ledger } from './ledger.ts'
import { newestCheckpoint, readEntries } from './store.ts'
import { parseTilePath } from './tile-path.ts'
import { emptyEdge, growTree } from './tiles.ts'
import { TreeFiles } from './tree-files.ts'

export interface Rebuilt {
  /** Entries of the newest checkpoint, which all files of full tiles and bundles are made from. */
  size: number
  files: number
  /** Paths of files that were not there. */
  missing: string[]
  /** Paths of files that hold something else than the entries give. */
  wrong: string[]
  /** The entries give the root that was signed. Otherwise nothing was written: then the files may be what is right. */
  rootHolds: boolean
}

/** Whole tiles at a time, some ten megabytes of entries at most. */
const AT_ONCE = 256 * 64

/**
 * Makes all full tiles and bundles again from the entries in PostgreSQL, up to the newest checkpoint, and puts them where another or no file
 * is. May run while the site does: what is right is not touched.
 *
 * @param progress is told how many entries are done, and of how many
 * @returns null before the log has begun
 * @throws Error when an entry is missing
 */
export async function rebuildTree(
  { db, ledger }: { db: Db; ledger: Ledger },
  progress: (done: number, all: number) => void = () => {},
): Promise<Rebuilt | null> {
  const [log, checkpoint] = [await identityOf(db, ledger), await newestCheckpoint(db)]
  if (!log || !checkpoint) return null
  const files = new TreeFiles(db, ledger.store, log.folder)
  const rebuilt: Rebuilt = { size: checkpoint.size, files: 0, missing: [], wrong: [], rootHolds: false }
  let grown = growTree(emptyEdge, [])
  while (grown.edge.size < checkpoint.size) {
    grown = growTree(grown.edge, await bodiesFrom(db, grown.edge.size, checkpoint.size))
    for (const { path, bytes } of grown.files.filter(({ path }) => !path.includes('.p/'))) {
      const kept = await files.kept(path)
      rebuilt.files += 1
      if (!kept) rebuilt.missing.push(path)
      else if (!kept.equals(bytes)) rebuilt.wrong.push(path)
    }
    progress(grown.edge.size, checkpoint.size)
  }
  rebuilt.rootHolds = grown.root.equals(checkpoint.root)
  // Lower levels stand before higher ones, which are made of them.
  if (rebuilt.rootHolds)
    for (const path of [...rebuilt.missing, ...rebuilt.wrong].toSorted(byLevel)) await files.makeAgain(path)
  return rebuilt
}

async function bodiesFrom(db: Db, from: number, end: number): Promise<Buffer[]> {
  const rows = await readEntries(db, from, Math.min(AT_ONCE, end - from))
  const gap = rows.findIndex(({ index }, at) => index !== from + at)
  if (gap >= 0 || rows.length === 0) throw new Error(`entry ${from + Math.max(gap, 0)} is missing`)
  return rows.map(({ body }) => body)
}

function byLevel(a: string, b: string): number {
  const levelOf = (path: string) => Number(parseTilePath(path)?.level === 'entries' ? -1 : parseTilePath(path)?.level)
  return levelOf(a) - levelOf(b)
}
