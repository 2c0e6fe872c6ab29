import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { levelIsEnough } from '#commons/processes/eligible.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import type { Process } from '#commons/processes/process.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { refuseOutsiders } from '../declared.ts'
import { findIdea, type IdeaRow, lockIdea } from '../idea-store.ts'
import { METHOD, processOf } from './process-of.ts'

/**
 * Supports an idea, once a mailbox, while ideas are gathered. Supporting again changes nothing. Where the process asks for residents or an
 * age, the supporter declares both; nothing of it is kept. Where a roll answers it is asked instead.
 *
 * @throws SignInNeeded, NotFound, RuleBroken processes.not-open, processes.level-too-weak, budgeting.ideas.not-gathering, processes.roll.…; InvalidInput for what was not declared
 */
export async function supportIdea(
  ctx: WriteContext,
  number: number,
  declared: { residence: string | null; oldEnough: boolean },
): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const idea = await gathering(ctx, number, (process) => refuseOutsiders(ctx, process, declared))
  const { rows } = await sql`
    INSERT INTO budgeting.idea_support (idea_id, mailbox_id, supported_at) VALUES (${idea.id}, ${mailboxId}, ${ctx.now})
    ON CONFLICT ON CONSTRAINT idea_support_once DO NOTHING RETURNING idea_id`.execute(ctx.tx)
  await addSupports(ctx, idea, rows.length)
  return { number }
}

/** Takes one's support back; who does not support changes nothing. @throws as supportIdea */
export async function withdrawSupport(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const idea = await gathering(ctx, number)
  const { rows } = await sql`
    DELETE FROM budgeting.idea_support WHERE idea_id = ${idea.id} AND mailbox_id = ${mailboxId} RETURNING idea_id`.execute(
    ctx.tx,
  )
  await addSupports(ctx, idea, -rows.length)
  return { number }
}

/** The idea, held while its support changes: the number on its row and the rows of its supporters never differ. */
async function gathering(
  ctx: WriteContext,
  number: number,
  check?: (process: Process) => Promise<void>,
): Promise<IdeaRow> {
  const person = personOf(ctx)
  const process = await processOf(ctx.tx, await findIdea(ctx.tx, number))
  if (!levelIsEnough(process, person)) throw new RuleBroken('processes.level-too-weak')
  await check?.(process)
  await holdPhase(ctx.tx, process, METHOD, dayOf(ctx.now, ctx.timeZone))
  const idea = await lockIdea(ctx.tx, number)
  if (idea.state !== 'proposed') throw new RuleBroken('budgeting.ideas.not-gathering')
  return idea
}

async function addSupports(ctx: WriteContext, { id }: IdeaRow, more: number): Promise<void> {
  if (more !== 0)
    await sql`UPDATE budgeting.idea SET supports = supports + ${more}::integer WHERE id = ${id}`.execute(ctx.tx)
}
