import { EVERYTHING, REMEMBERED_MS } from '#kernel/changes/change-feed.ts'
import { readChanges } from '#kernel/changes/read-changes.ts'
import type { Db } from '#kernel/database/database.ts'
import { inTurns } from '#kernel/in-turns.ts'
import { ofDataset } from '../kept-while.ts'
import { CatalogueIndex } from './catalogue-index.ts'
import { otherwiseListed } from './otherwise-listed.ts'
import { allListed, type Listed, listedByName } from './store.ts'

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

/** Read again at once. */
const A_TIME = 1_000
/** When nobody searches for so long it looks by itself, before what was told is forgotten. */
const LOOK_EVERY_MS = REMEMBERED_MS / 3
const OF_DATASET = ofDataset('')

/** An index without empty slots, which takes the place of the other when it is made, and what changed since it was begun. */
interface Making {
  index: CatalogueIndex | null
  changed: Set<string>
}

class IndexKeeper {
  index = new CatalogueIndex()
  private readonly db: Db
  private since: bigint | null = null
  private seen = new Set<string>()
  private readAtMs = 0
  private running: Promise<void> | null = null
  private waiting: Promise<void> | null = null
  private making: Making | null = null
  private timer: NodeJS.Timeout | undefined

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
    const topics = found.told.flatMap(({ id, topic }) => (this.seen.has(id) ? [] : [topic]))
    // As in the change feed: a number that went back is another database, and what is older than it remembers is forgotten.
    const anew = this.since === null || found.upTo < this.since || now - this.readAtMs > REMEMBERED_MS
    if (anew) {
      this.index = await wholeIndex(this.db)
      this.making = null
    } else await this.follow(topics)
    this.seen = new Set(found.told.map(({ id }) => id))
    this.since = found.upTo
    this.readAtMs = now
    this.lookLater()
  }

  private async follow(topics: string[]): Promise<void> {
    const anything = topics.includes(EVERYTHING)
    const names = topics.flatMap((topic) => (topic.startsWith(OF_DATASET) ? [topic.slice(OF_DATASET.length)] : []))
    const changed = new Set([...names, ...(anything ? await otherwiseListed(this.db, this.index) : [])])
    for (const name of changed) this.making?.changed.add(name)
    const made = this.making?.index
    await reload(this.db, made ?? this.index, made ? (this.making?.changed ?? changed) : changed)
    if (made) {
      this.index = made
      this.making = null
    }
    if (anything) this.index.renew()
    if (this.index.empty > this.index.size + 1_000) this.makeAnew()
  }

  /** Beside the one that answers meanwhile, and takes part in every change. */
  private makeAnew(): void {
    if (this.making) return
    const making: Making = { index: null, changed: new Set() }
    this.making = making
    wholeIndex(this.db).then(
      (index) => {
        making.index = index
      },
      // Tried again at the next reading.
      () => {
        if (this.making === making) this.making = null
      },
    )
  }

  private lookLater(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.refresh().catch(() => {}), LOOK_EVERY_MS)
    this.timer.unref()
  }
}

async function wholeIndex(db: Db): Promise<CatalogueIndex> {
  const index = new CatalogueIndex()
  for await (const batch of allListed(db)) await putAll(index, batch)
  return index
}

/** Those of the names that are public take the place of what they were; the others go. */
async function reload(db: Db, index: CatalogueIndex, names: Set<string>): Promise<void> {
  const all = [...names]
  for (let from = 0; from < all.length; from += A_TIME) {
    const some = all.slice(from, from + A_TIME)
    const listed = await listedByName(db, some)
    const open = new Set(listed.map(({ name }) => name))
    for (const name of some) if (!open.has(name)) index.remove(name)
    await putAll(index, listed)
  }
}

/** Other work goes on in between. */
async function putAll(index: CatalogueIndex, datasets: Listed[]): Promise<void> {
  for await (const dataset of inTurns(datasets)) index.put(dataset)
}
