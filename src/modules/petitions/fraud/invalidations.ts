import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import type { Tx } from '#kernel/database/database.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { assertImpartial } from '../moderation/impartial.ts'
import { moderatePetitions } from '../moderation/permissions.ts'
import { publicStates } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { findPetitionRow } from '../store.ts'
import { conditionOf, matchesRequest, matchesSignature } from './condition.ts'
import type { ConditionForm } from './fields.ts'
import { restoreJob, setAsideJob } from './run-invalidation.ts'

type State = 'counted' | 'running' | 'cancelled' | 'done' | 'restoring' | 'restored'

/** Counts what a condition names. Nothing is done yet. @throws InvalidInput for an empty condition, NotFound */
export async function countInvalidation(ctx: WriteContext, form: ConditionForm): Promise<{ id: string }> {
  permit(ctx, moderatePetitions)
  const petition = await findPetitionRow(ctx.tx, form.number)
  if (!petition || !(publicStates as readonly string[]).includes(petition.state)) throw new NotFound()
  const by = permit(ctx, moderatePetitions, { placeKey: petition.placeKey })
  await assertImpartial(ctx.tx, by.person, { petitionId: petition.id }, ctx.now)
  const condition = await conditionOf({ ...ctx, db: ctx.tx }, petition.id, form)
  const { rows } = await sql<{ signatures: number; requests: number }>`
    SELECT (SELECT count(*) FROM petitions.signature s WHERE ${matchesSignature(petition.id, condition)}) AS signatures,
      (SELECT count(*) FROM petitions.signature_request s WHERE ${matchesRequest(ctx, petition.id, condition)}) AS requests`.execute(
    ctx.tx,
  )
  const id = newId(ctx.now)
  await sql`
    INSERT INTO petitions.invalidation (id, petition_id, condition, reason, state, signatures_found, requests_found, account_id, created_at)
    VALUES (${id}, ${petition.id}, ${JSON.stringify(condition)}::jsonb, ${form.reason}, 'counted', ${rows[0]?.signatures ?? 0},
      ${rows[0]?.requests ?? 0}, ${by.person.accountId}, ${ctx.now})`.execute(ctx.tx)
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.count-invalidation',
    subject: { kind: 'petitions.invalidation', id },
    data: { petition: petition.number, by: Object.keys(condition), ...rows[0] },
    now: ctx.now,
  })
  return { id }
}

/** Sets aside what was counted. */
export async function runInvalidation(ctx: WriteContext, id: string): Promise<void> {
  await step(ctx, id, 'run-invalidation', ['counted'], 'running')
  await enqueue(ctx.tx, setAsideJob, { id })
}

/** Stops between two batches. What was set aside stays so until it is restored. */
export async function cancelInvalidation(ctx: WriteContext, id: string): Promise<void> {
  await step(ctx, id, 'cancel-invalidation', ['counted', 'running'], 'cancelled')
  await recordCancelled(ctx, id)
}

/** Lets all that was set aside count again, but for those who have signed anew. */
export async function restoreInvalidation(ctx: WriteContext, id: string): Promise<void> {
  await step(ctx, id, 'restore-invalidation', ['done', 'cancelled'], 'restoring')
  await enqueue(ctx.tx, restoreJob, { id })
}

async function step(ctx: WriteContext, id: string, act: string, from: State[], to: State): Promise<void> {
  permit(ctx, moderatePetitions)
  const about = await petitionOf(ctx.tx, id)
  const by = permit(ctx, moderatePetitions, { placeKey: about.placeKey })
  await assertImpartial(ctx.tx, by.person, about, ctx.now)
  const { rows } = await sql`
    UPDATE petitions.invalidation SET state = ${to} WHERE id = ${id} AND state = ANY(${from}::text[]) RETURNING id`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw new RuleBroken('petitions.fraud.changed-meanwhile')
  await recordAct(ctx.tx, {
    by,
    act: `petitions.${act}`,
    subject: { kind: 'petitions.invalidation', id },
    data: { to },
    now: ctx.now,
  })
}

/** What was set aside before the cancelling is in public, as if it had been all. */
async function recordCancelled(ctx: WriteContext, id: string): Promise<void> {
  const { rows } = await sql<{ petitionId: string; signatures: number; requests: number; reason: string }>`
    SELECT petition_id AS "petitionId", signatures_done AS signatures, requests_done AS requests, reason
    FROM petitions.invalidation WHERE id = ${id} AND signatures_done + requests_done > 0`.execute(ctx.tx)
  if (!rows[0]) return
  const { petitionId, ...data } = rows[0]
  await recordEvent(ctx.tx, { petitionId, kind: 'fraud.set-aside', data, now: ctx.now })
}

async function petitionOf(tx: Tx, id: string): Promise<{ petitionId: string; placeKey: string }> {
  const { rows } = await sql<{ petitionId: string; placeKey: string }>`
    SELECT p.id AS "petitionId", p.place_key AS "placeKey" FROM petitions.invalidation i JOIN petitions.petition p ON p.id = i.petition_id
    WHERE i.id = ${id}`.execute(tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}
