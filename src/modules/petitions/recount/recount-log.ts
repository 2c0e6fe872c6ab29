import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { compareCounters, compareRows } from './compare.ts'
import { LogDays } from './days.ts'
import { type ReadLog, readLog } from './read-log.ts'
import {
  type Difference,
  entriesSummed,
  keepCheck,
  keepDifferences,
  keepSums,
  places,
  stampRecounted,
} from './store.ts'

/** Adds the new entries of the log to the sums and compares the counters of all petitions with them. Safe to repeat. */
export async function recountNew(services: Services): Promise<void> {
  try {
    await atOneMoment(services, { wait: false }, async (tx) => {
      const log = await readLog(tx, await entriesSummed(tx))
      await keepSums(tx, log.sums, log.entries, false)
      await conclude(services, tx, log, await compareCounters(tx), false)
    })
  } catch (error) {
    // The check of everything is at it.
    if ((error as { code?: string }).code !== LOCKED) throw error
  }
}

/**
 * Reads the whole log again and compares every table that counts signatures with it: counters = totals = rows = log, for every
 * petition, as of one moment; the numbers by day as well. Safe to repeat.
 */
export async function checkCounts(services: Services): Promise<void> {
  const started = performance.now()
  await atOneMoment(services, { wait: true }, async (tx) => {
    const days = new LogDays()
    const log = await readLog(tx, 0, days)
    const known = await keepSums(tx, log.sums, log.entries, true)
    const differences = [...(await compareCounters(tx)), ...(await compareRows(tx)), ...(await days.compare(tx))]
    const strangers = log.sums.size - known
    if (log.gap !== null || log.unreadable !== null || strangers > 0) differences.push(inTheLog(log, strangers))
    await conclude(services, tx, log, differences, true)
    await keepCheck(tx, {
      index: log.entries,
      at: services.clock.now(),
      ms: Math.round(performance.now() - started),
    })
  })
}

const LOCKED = '55P03'

/** All statements see what was committed when the first of them began; the lock comes before that, so nobody recounts at the same time. */
async function atOneMoment(
  services: Services,
  { wait }: { wait: boolean },
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  await transact(services.db, async (tx) => {
    await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(tx)
    // A log of millions, read at night beside other work.
    if (wait) await sql`SET LOCAL statement_timeout = '120s'`.execute(tx)
    // LOCK TABLE takes no snapshot, and readers of the mark are not in its way.
    await sql`LOCK TABLE petitions.recount IN SHARE ROW EXCLUSIVE MODE ${wait ? sql`` : sql`NOWAIT`}`.execute(tx)
    await work(tx)
  })
}

async function conclude(
  services: Services,
  tx: Tx,
  log: ReadLog,
  differences: Difference[],
  all: boolean,
): Promise<void> {
  const now = services.clock.now()
  const compared = all ? [...places] : (['count', 'listing'] as const)
  const fresh = await keepDifferences(tx, [...compared], differences, now)
  for (const one of fresh) services.log.error(one, 'numbers of signatures do not agree with the public log')
  await stampRecounted(tx, { index: log.entries, now, all })
}

function inTheLog({ entries, gap, unreadable }: ReadLog, strangers: number): Difference {
  return {
    petitionId: null,
    place: 'log',
    expected: { entries },
    found: {
      ...(gap !== null && { gap }),
      ...(unreadable !== null && { unreadable }),
      ...(strangers > 0 && { unknownPetitions: strangers }),
    },
  }
}
