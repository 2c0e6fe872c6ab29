import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { nextIndex } from '#commons/ledger/next-index.ts'
import { administer } from '#commons/work/permission.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { enqueue, type Job } from '#kernel/jobs/jobs.ts'
import { compareBallots } from './compare-ballots.ts'
import { compareResults } from './compare-results.ts'
import { compareSupports } from './compare-supports.ts'
import { hasNews, readBudgetLog } from './read-log.ts'
import { forgetOpenings, readOpenings } from './read-openings.ts'
import { keepDifferences, keepRun, lastRun, stampRecounted } from './store.ts'

/** Every hour, and when an administrator asks. */
export const checkBudgetsJob: Job<{ anew?: true }> = {
  name: 'budgeting.check-counts',
  schedule: '25 * * * *',
  repeat: 'compares what is there; a difference that is open is not written again',
  async run(services, { anew }) {
    if (anew) forgetOpenings(services.db)
    await checkBudgets(services)
  },
}

/** Compares supports, ballots and results of all budgets with their rows and with the public log, as of one moment. Safe to repeat. */
export async function checkBudgets(services: Services): Promise<void> {
  const started = performance.now()
  await transact(services.db, async (tx) => {
    await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(tx)
    await sql`SET LOCAL statement_timeout = '120s'`.execute(tx)
    // One check at a time; LOCK TABLE takes no snapshot, and readers of the mark are not in its way.
    await sql`LOCK TABLE budgeting.recount IN SHARE ROW EXCLUSIVE MODE`.execute(tx)
    // Before the first thing is read, so that a vote that closes meanwhile is later than the mark, which then says nothing of it.
    const now = services.clock.now()
    const entries = await nextIndex(tx)
    const log = await readBudgetLog(tx)
    const ballots = await compareBallots(tx, await readOpenings(services.db, tx))
    const differences = [
      ...(await compareSupports(tx, log)),
      ...ballots.differences,
      ...(await compareResults(tx, log)),
    ]
    const fresh = await keepDifferences(tx, differences, now)
    for (const one of fresh) services.log.error(one, 'numbers of a budget do not agree')
    await stampRecounted(tx, ballots.seen, { entries, now })
    await keepRun(tx, { entries, at: now, ms: Math.round(performance.now() - started) })
  })
}

/** The mark follows what was cast, opened or counted by so many seconds at most, where the worker is not held up. */
const PATIENCE = 300

/** Compares when the log has news of budgets. Support is in no entry while ideas are gathered: its turn is every hour. */
export async function checkAfterNews(services: Services): Promise<void> {
  const run = await lastRun(services.db)
  const now = services.clock.now()
  if (run && now.getTime() - run.at.getTime() < PATIENCE * 1000) return
  if (await hasNews(services.db, run?.entries ?? 0)) await checkBudgets(services)
}

/** An administrator has all budgets compared now, and the whole log read for it. @throws Forbidden */
export async function askBudgetCheck(ctx: WriteContext): Promise<{ asked: true }> {
  const by = permit(ctx, administer)
  await enqueue(ctx.tx, checkBudgetsJob, { anew: true })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.check-counts',
    subject: { kind: 'budgeting.recount', id: 'all' },
    data: {},
    now: ctx.now,
  })
  return { asked: true }
}
