import { setTimeout as sleep } from 'node:timers/promises'
import { depsOf } from './frame/app-deps.ts'
import type { Arrived } from './frame/arrivals.ts'
import type { Bench, Size } from './frame/bench.ts'
import type { Target } from './frame/processes.ts'
import { checkAcknowledged } from './signing/check-acknowledged.ts'
import { findKnee, told } from './signing/find-knee.ts'
import { pagesWithSigning } from './signing/pages-with-signing.ts'
import { seedRequests } from './signing/seed-requests.ts'
import { singleRows } from './signing/single-rows.ts'

/** Acknowledged a second on two cores, the client included: what the busiest day asks for. */
const FLOOR = 1_000

const sizes: Record<
  Size,
  {
    requests: number
    from: number
    warmSeconds: number
    seconds: number
    steps: number
    overload: number
    reading: number
  }
> = {
  full: { requests: 1_200_000, from: 400, warmSeconds: 1, seconds: 3, steps: 13, overload: 6, reading: 16 },
  quick: { requests: 500_000, from: 400, warmSeconds: 0.5, seconds: 2, steps: 9, overload: 3, reading: 6 },
  tiny: { requests: 5_000, from: 20, warmSeconds: 0, seconds: 0.5, steps: 1, overload: 0.5, reading: 1 },
}

/** How many confirmations are acknowledged when everybody comes at once. What is asked for, and why so, is in docs/performance.md. */
export const signing: Bench = {
  name: 'signing',
  async run(room) {
    const { requests, overload, reading, ...climb } = sizes[room.size]
    await seedRequests(depsOf(room), requests)
    room.tell(`seeded ${requests} requests`)
    const arrivals = room.startArrivals()

    // Before the crowds: what they leave behind (autovacuum, checkpoints) would make it slower than it is.
    let server = await room.startServer({ PUNTE_GROUP_COMMIT: 'off' })
    await arrivals.run({ port: portOf(server), rate: climb.from / 2, warmSeconds: climb.seconds, seconds: 0.1 })
    const alone = await findKnee(arrivals, { port: portOf(server), ...climb, from: climb.from / 2 }, room.tell)
    await server.close()
    await sleep(overload * 500)

    server = await room.startServer()
    await arrivals.run({ port: portOf(server), rate: climb.from / 2, warmSeconds: climb.seconds, seconds: 0.1 })
    const readers = await pagesWithSigning(room, { arrivals, port: portOf(server), seconds: reading })

    // Before and after what is compared with it: others may want the cores meanwhile.
    const rowsBefore = await singleRows(room, climb.seconds)
    const knee = await findKnee(arrivals, { port: portOf(server), ...climb }, room.tell)
    const rowsAfter = await singleRows(room, climb.seconds)
    const rows = (rowsBefore + rowsAfter) / 2
    room.tell(`single rows: ${rowsBefore.toFixed(0)} and ${rowsAfter.toFixed(0)} a second`)

    const crowds: { times: number; arrived: Arrived }[] = []
    for (const times of [2, 5, 10]) {
      const rate = knee.acknowledged * times
      const arrived = await arrivals.run({ port: portOf(server), rate, warmSeconds: overload / 4, seconds: overload })
      room.tell(`${times}×: ${told(rate, arrived)}`)
      crowds.push({ times, arrived })
      await sleep(overload * 100)
    }
    await server.close()
    const acknowledged = await checkAcknowledged(room.database.db, arrivals.acknowledged)

    const rate = knee.acknowledged
    const best = Math.max(rate, ...crowds.map(({ arrived }) => arrived.acknowledged))
    const unit = 'signatures/s' as const
    const atLeast = (ratio: number) => ({ ratio, atLeast: true })
    return {
      figures: [
        { figure: 'signing.rate', ours: rate, baseline: FLOOR, unit, bar: atLeast(1) },
        { figure: 'signing.p50', ours: knee.p50, baseline: alone.p50, unit: 'ms' },
        { figure: 'signing.p99', ours: knee.p99, baseline: alone.p99, unit: 'ms' },
        { figure: 'signing.vs-single-row', ours: rate, baseline: rows, unit, bar: atLeast(0.7) },
        { figure: 'signing.vs-unbatched', ours: rate, baseline: alone.acknowledged, unit, bar: atLeast(2) },
        ...crowds.map(({ times, arrived }) => ({
          figure: `signing.goodput-${times}x`,
          ours: arrived.acknowledged,
          baseline: best,
          unit,
          ...(times === 5 && { bar: atLeast(0.9) }),
        })),
        ...readers.figures,
      ],
      notes: [
        'Overload:\n',
        ...crowds.map(({ times, arrived }) => `- ${told(rate * times, arrived)}`),
        `\n${readers.note}`,
        `\n${acknowledged} were acknowledged in the whole run; each is in the database once, with one entry.`,
      ],
    }
  },
}

function portOf({ origin }: Target): number {
  return Number(new URL(origin).port)
}
