import { hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { oldestUnpublished, readEntries } from '#commons/ledger/store.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Services } from '#kernel/http/context.ts'
import { buildServices } from '#src/app.ts'
import { depsOf } from './frame/app-deps.ts'
import type { Bench, Room, Size } from './frame/bench.ts'
import { recountOne } from './ledger/recount.ts'
import { seedBacklog } from './ledger/seed-backlog.ts'
import { told } from './signing/find-knee.ts'
import { seedRequests } from './signing/seed-requests.ts'

/** Seconds that an acknowledged entry may wait for its checkpoint. */
const PATIENCE = 3

const sizes: Record<Size, { entries: number; requests: number; rate: number; seconds: number; signatures: number }> = {
  full: { entries: 200_000, requests: 15_000, rate: 500, seconds: 20, signatures: 1_000_000 },
  quick: { entries: 50_000, requests: 8_000, rate: 500, seconds: 8, signatures: 100_000 },
  tiny: { entries: 2_000, requests: 200, rate: 40, seconds: 2, signatures: 2_000 },
}

/** How fast the public log grows. What is asked for, and why so, is in docs/performance.md. */
export const ledger: Bench = {
  name: 'ledger',
  async run(room) {
    const { entries, requests, rate, seconds, signatures } = sizes[room.size]
    const deps = depsOf(room)
    await seedRequests(deps, requests)
    const services = await buildServices(deps)
    await publishNews(services)
    const today = dayOf(services.clock.now(), services.timeZone)
    await seedBacklog(services, entries, today)
    room.tell(`seeded ${entries} entries`)

    const hashed = await rawHashes(room)
    const begun = performance.now()
    const size = await publishNews(services)
    const integrated = size / ((performance.now() - begun) / 1000)
    room.tell(`integrated ${integrated.toFixed(0)} a second`)

    const server = await room.startServer()
    const worker = room.startWorker()
    const arrivals = room.startArrivals()
    const port = Number(new URL(server.origin).port)
    // The worker begins within a second or two; what waited for its start says nothing.
    await arrivals.run({ port, rate: 5, warmSeconds: Math.min(3, seconds), seconds: 0.1 })
    const watched = watchOldest(services)
    const arrived = await arrivals.run({ port, rate, warmSeconds: 0, seconds })
    const oldest = await watched.stop()
    await worker.close()
    await server.close()
    const whole = await recountOne(services, signatures, today)

    return {
      figures: [
        { figure: 'ledger.vs-sha256', ours: integrated, baseline: hashed, unit: 'entries/s' },
        {
          figure: 'ledger.oldest-unpublished',
          ours: oldest,
          baseline: PATIENCE,
          unit: 's',
          bar: { ratio: 1, atLeast: false },
        },
        {
          figure: 'ledger.recount-million',
          ours: whole.entries / whole.recounted,
          baseline: whole.entries / whole.counted,
          unit: 'entries/s',
        },
      ],
      notes: [
        `While entries waited to be published: ${told(rate, arrived)}`,
        `Recounted ${whole.entries} entries, ${signatures} of them signatures of one petition, in ${whole.recounted.toFixed(1)} s; PostgreSQL alone counts them in ${whole.counted.toFixed(2)} s.`,
      ],
    }
  },
}

/** One SHA-256 an entry over the same bytes, in memory: what no log can do without. @returns entries a second */
async function rawHashes({ database }: Room): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ledger.entry`.execute(database.db)
  const kept = await readEntries(database.db, 0, rows[0]?.n ?? 0)
  const begun = performance.now()
  for (const { body } of kept) hash('sha256', body, 'buffer')
  return kept.length / ((performance.now() - begun) / 1000)
}

/** Asks ten times a second how long the oldest entry has waited, as the alarm does. */
function watchOldest({ db, clock }: Services): { stop(): Promise<number> } {
  let over = false
  const watching = (async () => {
    let oldest = 0
    while (!over) {
      oldest = Math.max(oldest, await oldestUnpublished(db, clock.now()))
      await sleep(100)
    }
    return oldest
  })()
  return {
    stop() {
      over = true
      return watching
    },
  }
}
