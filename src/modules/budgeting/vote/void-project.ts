import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import { phaseWith, recordProcessEvent } from '#commons/processes/store.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { tellAuthors } from '../idea-news.ts'
import { projectVoid } from './ledger-entries.ts'
import { tellVoid } from './tell-void.ts'

/**
 * Takes a project off while people vote: withdrawn, unlawful, paid for otherwise. It stays listed with the reason, counts as
 * nobody's, and who chose it may cast again.
 *
 * @throws RuleBroken processes.not-open, budgeting.vote.void-already
 */
export async function voidProject(
  ctx: WriteContext,
  { number, project }: { number: number; project: number },
  { reason }: { reason: string },
): Promise<{ number: number }> {
  const { process, by } = await lockOwnProcess(ctx, number)
  const phase = await phaseWith(ctx.tx, process.id, 'budgeting.vote')
  if (!phase?.openedAt || phase.closedAt) throw new RuleBroken('processes.not-open')
  const { rows } = await sql<{ voided: boolean; ideaId: string }>`
    SELECT void_at IS NOT NULL AS voided, idea_id AS "ideaId" FROM budgeting.project WHERE process_id = ${process.id} AND number = ${project} FOR UPDATE`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new NotFound()
  if (rows[0].voided) throw new RuleBroken('budgeting.vote.void-already')
  await sql`
    UPDATE budgeting.project SET void_at = ${ctx.now}, void_reason = ${reason} WHERE process_id = ${process.id} AND number = ${project}`.execute(
    ctx.tx,
  )
  await recordProcessEvent(ctx.tx, {
    processId: process.id,
    kind: 'budgeting.project-void',
    data: { project, reason },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.void-project',
    subject: { kind: 'process', id: String(number) },
    data: { project, reason },
    now: ctx.now,
  })
  await enqueue(ctx.tx, tellVoid, { process: number, project })
  appendEntries(ctx.tx, [projectVoid(number, project, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await tellAuthors(ctx.tx, { id: rows[0].ideaId }, 'void', { reason }, ctx.now)
  return { number }
}
