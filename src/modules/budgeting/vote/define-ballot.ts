import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import { rollLacks } from '#commons/processes/roll/fix-roll.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { newId } from '#kernel/ids.ts'
import { tieMethods } from '../budget.ts'
import { fixDeliveryRule } from '../delivery/rule.ts'
import { excludingSets } from '../exclusive.ts'
import { ideaLife } from '../idea.ts'
import { tellAuthors } from '../idea-news.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { makeIssuer } from '../tokens/issuer.ts'
import { ballotDefined, projectVoid } from './ledger-entries.ts'

/** What is still missing before people can vote: a roll that is fixed, a project, and a decision on every idea, also on those whose refusal can be appealed. */
export async function ballotLacks(db: Db | Tx, process: Process): Promise<Text[]> {
  const { rows } = await sql<{ ready: number; undecided: number; appealable: number }>`
    SELECT (SELECT count(*) FROM budgeting.idea WHERE process_id = ${process.id} AND state = 'accepted' AND envelope_id IS NOT NULL)
      + (SELECT count(*) FROM budgeting.project WHERE process_id = ${process.id}) AS ready,
      (SELECT count(*) FROM budgeting.idea WHERE process_id = ${process.id} AND state IN ('review', 'appealed')) AS undecided,
      (SELECT count(*) FROM budgeting.idea WHERE process_id = ${process.id} AND state = 'refused') AS appealable`.execute(
    db,
  )
  const { ready = 0, undecided = 0, appealable = 0 } = rows[0] ?? {}
  const lacks = await rollLacks(db, process)
  if (ready === 0) lacks.push({ key: 'budgeting.vote.no-projects' })
  if (undecided > 0) lacks.push({ key: 'budgeting.vote.undecided', args: { count: undecided } })
  // An appeal that is upheld after the ballot was fixed would be upheld for nothing.
  if (appealable > 0) lacks.push({ key: 'budgeting.vote.appealable', args: { count: appealable } })
  if (await setReachesOver(db, process.id)) lacks.push({ key: 'budgeting.vote.exclusive-apart' })
  return lacks
}

/** Whether ideas of which one excludes the other were accepted into two envelopes: each is counted alone. */
async function setReachesOver(db: Db | Tx, processId: string): Promise<boolean> {
  const { exclusive } = await budgetOf(db, processId)
  const { rows } = await sql<{ number: number; envelopeId: string }>`
    SELECT number, envelope_id AS "envelopeId" FROM budgeting.idea
    WHERE process_id = ${processId} AND state = 'accepted' AND number = ANY(${exclusive.flat()}::bigint[])`.execute(db)
  return exclusive.some(
    (set) => new Set(rows.flatMap(({ number, envelopeId }) => (set.includes(number) ? [envelopeId] : []))).size > 1,
  )
}

/**
 * Puts what was accepted on the ballot, with its cost, and says in the public log what the count will depend on. From here on
 * nothing of it changes.
 */
export async function defineBallot(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void> {
  const now = phase.openedAt as Date
  await putOnBallot(tx, process, now)
  await sql`UPDATE budgeting.budget SET fixed_at = ${now} WHERE process_id = ${process.id}`.execute(tx)
  const [{ currency, tie, exclusive, listsBallots, ballots }, envelopes, projects] = await Promise.all([
    budgetOf(tx, process.id),
    envelopesOf(tx, process.id),
    projectsOf(tx, process.id),
  ])
  const budget = {
    currency,
    tie: tieMethods[tie],
    opens: phase.opensOn,
    closes: phase.closesOn,
    exclusive: excludingSets(exclusive, projects),
    listsBallots,
    issuer: ballots === 'token' ? await makeIssuer(services, tx, process, phase) : null,
  }
  const day = dayOf(now, services.timeZone)
  appendEntries(tx, ballotDefined(process.number, budget, envelopes, projects, day), now)
  // Left out from the start: of a vote that is held again, where it is said in public how its ballot differs from the first one.
  const off = projects.filter(({ voidAt }) => voidAt !== null)
  appendEntries(
    tx,
    off.map(({ number }) => projectVoid(process.number, number, day)),
    now,
  )
  await fixDeliveryRule(services, tx, process, now)
}

/** Accepted ideas become projects, numbered in the order in which they were proposed. */
async function putOnBallot(tx: Tx, process: Process, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; envelopeId: string; title: string; lang: string; cost: number }>`
    SELECT i.id, i.envelope_id AS "envelopeId", i.title, i.lang, c.works + c.vat + c.design + c.contingency AS cost
    FROM budgeting.idea i JOIN budgeting.cost c ON c.idea_id = i.id
    WHERE i.process_id = ${process.id} AND i.state = 'accepted' AND i.envelope_id IS NOT NULL
    ORDER BY i.number FOR UPDATE OF i`.execute(tx)
  const { rows: last } = await sql<{ number: number }>`
    SELECT coalesce(max(number), 0) AS number FROM budgeting.project WHERE process_id = ${process.id}`.execute(tx)
  const first = (last[0]?.number ?? 0) + 1
  for (const [at, idea] of rows.entries())
    await sql`
      INSERT INTO budgeting.project (id, process_id, envelope_id, idea_id, number, title, lang, cost)
      VALUES (${newId(now)}, ${process.id}, ${idea.envelopeId}, ${idea.id}, ${first + at}, ${idea.title}, ${idea.lang}, ${idea.cost})`.execute(
      tx,
    )
  const { from, to } = ideaLife.transitions.putOnBallot
  await sql`
    UPDATE budgeting.idea SET state = ${to}
    WHERE process_id = ${process.id} AND state = ANY(${[...from]}::text[]) AND id = ANY(${rows.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
  for (const idea of rows) await tellAuthors(tx, idea, 'on-ballot', {}, now)
}
