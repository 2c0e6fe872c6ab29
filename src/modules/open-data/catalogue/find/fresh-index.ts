import { setImmediate } from 'node:timers/promises'
import { EVERYTHING, REMEMBERED_MS } from '#kernel/changes/change-feed.ts'
import { readChanges } from '#kernel/changes/read-changes.ts'
import type { Db } from '#kernel/database/database.ts'
import { ofDataset } from '../kept-while.ts'
import { CatalogueIndex } from './catalogue-index.ts'
import { allListed, listedByName } from './store.ts'

/** One installation is one database; tests run several in one process. */
const keepers = new WeakMap<Db, IndexKeeper>()

/**
 * The index as it stands now, after everything that was committed before the call. What changed is told by the triggers of this room
 * (`kernel.change`), so that only those datasets are read again, whichever process changed them.
 */
export async function freshIndex(db: Db): Promise<CatalogueIndex> {
  const keeper = keepers.get(db) ?? new IndexKeeper(db)
  keepers.set(db, keeper)
  await keeper.refresh()
  return keeper.index
}

/** Others wait no longer than this while a large catalogue is read. */
const AT_ONCE_MS = 10
const OF_DATASET = ofDataset('')

class IndexKeeper {
  index = new CatalogueIndex()
  private readonly db: Db
  private since: bigint | null = null
  private seen = new Set<string>()
  private readAtMs = 0
  private running: Promise<void> | null = null
  private waiting: Promise<void> | null = null

  constructor(db: Db) {
    this.db = db
  }

  /** At most one at a time. One that is under way may have looked before what its caller waits for: then the next one counts. */
  refresh(): Promise<void> {
    if (!this.running) {
      this.running = this.readOnce().finally(() => {
        this.running = null
      })
      return this.running
    }
    this.waiting ??= this.running
      .catch(() => {})
      .then(() => {
        this.waiting = null
        return this.refresh()
      })
    return this.waiting
  }

  private async readOnce(): Promise<void> {
    const now = performance.now()
    const found = await readChanges(this.db, this.since)
    const fresh = found.told.filter(({ id }) => !this.seen.has(id))
    // As in the change feed: a number that went back is another database, and what is older than it remembers is forgotten.
    const anew = this.since === null || found.upTo < this.since || now - this.readAtMs > REMEMBERED_MS
    if (anew || fresh.some(({ topic }) => topic === EVERYTHING) || this.index.empty > this.index.size + 1_000)
      await this.loadAll()
    else
      await this.reload(
        fresh.flatMap(({ topic }) => (topic.startsWith(OF_DATASET) ? [topic.slice(OF_DATASET.length)] : [])),
      )
    this.seen = new Set(found.told.map(({ id }) => id))
    this.since = found.upTo
    this.readAtMs = now
  }

  private async loadAll(): Promise<void> {
    const index = new CatalogueIndex()
    let begun = performance.now()
    for await (const batch of allListed(this.db))
      for (const dataset of batch) {
        index.put(dataset)
        if (performance.now() - begun < AT_ONCE_MS) continue
        await setImmediate()
        begun = performance.now()
      }
    this.index = index
  }

  private async reload(names: string[]): Promise<void> {
    if (names.length === 0) return
    const listed = await listedByName(this.db, names)
    const open = new Set(listed.map(({ name }) => name))
    for (const name of names) if (!open.has(name)) this.index.remove(name)
    for (const dataset of listed) this.index.put(dataset)
  }
}
