import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { acceptBatch } from './accept-batch.ts'
import { agree, agreedUnits, BATCH, type Finding } from './batch.ts'
import type { countForm } from './fields.ts'
import { recordPaper } from './permissions.ts'
import { type BatchRow, countsOfBatch, json, lockBatch, moveBatch } from './store.ts'
import { unitsOf } from './unit-lines.ts'

/**
 * Another officer counts from the scans alone; or, after two differed, one of those who counted corrects. Who has seen the
 * others' numbers could copy them, so a correction agrees only with another correction; a count made blind agrees with any.
 *
 * @throws RuleBroken petitions.paper.same-person, petitions.paper.changed-meanwhile, petitions.paper.not-open
 */
export async function countBatch(
  ctx: WriteContext,
  id: string,
  form: FormValue<(typeof countForm)['fields']>,
): Promise<void> {
  permit(ctx, recordPaper)
  const batch = await lockBatch(ctx.tx, id)
  const by = permit(ctx, recordPaper, { organisationId: batch.organisationId })
  if (batch.state !== 'counting' && batch.state !== 'differing')
    throw new RuleBroken('petitions.paper.changed-meanwhile')
  if (batch.petitionState !== 'open' && batch.petitionState !== 'closed')
    throw new RuleBroken('petitions.paper.not-open')
  const counts = await countsOfBatch(ctx.tx, id)
  const { accountId } = by.person
  const corrected = counts.some((one) => one.accountId === accountId)
  // An electronic identity has one account, so another account is another person.
  if (corrected && batch.state === 'counting') throw new RuleBroken('petitions.paper.same-person')
  const found: Finding = { signatures: form.signatures, units: unitsOf(ctx.places, form.units, form.signatures) }
  await keepCount(ctx, batch, accountId, found, corrected)
  const same = counts
    .filter((one) => one.accountId !== accountId && (!corrected || one.corrected))
    .find((one) => agree(one, found))
  await recordAct(ctx.tx, {
    by,
    act: corrected ? 'petitions.correct-paper-count' : 'petitions.count-paper',
    subject: { kind: BATCH, id },
    data: { petition: batch.petition.number, agreed: same !== undefined },
    now: ctx.now,
  })
  if (same) await acceptBatch(ctx, batch, by, { signatures: found.signatures, units: agreedUnits(found, same) })
  else await moveBatch(ctx.tx, batch, 'differ', { now: ctx.now })
}

async function keepCount(
  ctx: WriteContext,
  batch: BatchRow,
  accountId: string,
  { signatures, units }: Finding,
  corrected: boolean,
): Promise<void> {
  await sql`
    UPDATE petitions.paper_count SET replaced_at = ${ctx.now}
    WHERE batch_id = ${batch.id} AND account_id = ${accountId} AND replaced_at IS NULL`.execute(ctx.tx)
  await sql`
    INSERT INTO petitions.paper_count (id, batch_id, account_id, signatures, units, corrected, counted_at)
    VALUES (${newId(ctx.now)}, ${batch.id}, ${accountId}, ${signatures}, ${json(units)}::jsonb, ${corrected}, ${ctx.now})`.execute(
    ctx.tx,
  )
}
