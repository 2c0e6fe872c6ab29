import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { Forbidden, InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { newId } from '#kernel/ids.ts'
import { findPetitionRow, type PetitionRow } from '../store.ts'
import { BATCH } from './batch.ts'
import type { recordingForm } from './fields.ts'
import { recordPaper } from './permissions.ts'
import { contentHashes, refuseCountedScans } from './same-sheets.ts'
import { cleanScans, keepScans } from './scans.ts'
import { json } from './store.ts'
import { unitsOf } from './unit-lines.ts'

/**
 * An officer of an addressee records sheets with their scans and what they count to. Nothing is public yet. What came while the petition
 * took signatures can be recorded after its close, too, until it is archived.
 *
 * @throws Forbidden for officers of others, RuleBroken petitions.paper.not-open, InvalidInput
 */
export async function recordBatch(
  ctx: WriteContext,
  form: FormValue<(typeof recordingForm)['fields']>,
): Promise<{ id: string }> {
  permit(ctx, recordPaper)
  const petition = await findPetitionRow(ctx.tx, form.number)
  if (!petition?.publishedAt)
    throw new InvalidInput([{ field: 'number', text: { key: 'petitions.paper.number.unknown' } }])
  const organisationId = await ownAddressee(ctx, petition.id)
  const by = permit(ctx, recordPaper, { organisationId })
  const today = dayOf(ctx.now, ctx.timeZone)
  if (petition.state !== 'open' && petition.state !== 'closed') throw new RuleBroken('petitions.paper.not-open')
  refuseStrangeDay(form.receivedOn, {
    today,
    published: dayOf(petition.publishedAt, ctx.timeZone),
    last: lastDay(petition, ctx.timeZone),
  })
  const units = unitsOf(ctx.places, form.units, form.signatures)
  const contents = contentHashes(ctx, petition.id, form.scans)
  await refuseCountedScans(ctx.tx, petition.id, contents)
  const scans = await cleanScans(form.scans)
  const id = newId(ctx.now)
  const salt = randomBytes(16)
  const hash = keyedHash(salt, ...scans.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')))
  await sql`
    INSERT INTO petitions.paper_batch (id, petition_id, organisation_id, state, sheets, received_on, scans_salt, scans_hash, created_at)
    VALUES (${id}, ${petition.id}, ${organisationId}, 'counting', ${form.sheets}, ${form.receivedOn}, ${salt}, ${hash}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await keepScans(ctx, id, scans, contents)
  await sql`
    INSERT INTO petitions.paper_count (id, batch_id, account_id, signatures, units, corrected, counted_at)
    VALUES (${newId(ctx.now)}, ${id}, ${by.person.accountId}, ${form.signatures}, ${json(units)}::jsonb, false, ${ctx.now})`.execute(
    ctx.tx,
  )
  // Without the number: the second officer may read the audit trail.
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.record-paper',
    subject: { kind: BATCH, id },
    data: { petition: petition.number, sheets: form.sheets, scans: scans.length },
    now: ctx.now,
  })
  return { id }
}

/** The first addressee of the petition that the officer works for. @throws Forbidden */
async function ownAddressee(ctx: WriteContext, petitionId: PetitionRow['id']): Promise<string> {
  const own = ownOrganisations(ctx, recordPaper)
  const { rows } = await sql<{ id: string }>`
    SELECT organisation_id AS id FROM petitions.addressee
    WHERE petition_id = ${petitionId} AND organisation_id = ANY(${own}::uuid[]) ORDER BY position LIMIT 1`.execute(
    ctx.tx,
  )
  if (!rows[0]) throw new Forbidden()
  return rows[0].id
}

/** The last day on which the petition took signatures; null while it may take them for ever. */
function lastDay({ closesOn, closedAt }: PetitionRow, timeZone: string): PlainDay | null {
  const days = [closesOn, closedAt && dayOf(closedAt, timeZone)].filter((day): day is PlainDay => day !== null)
  return days.sort()[0] ?? null
}

function refuseStrangeDay(day: PlainDay, known: { today: PlainDay; published: PlainDay; last: PlainDay | null }): void {
  const wrong =
    (day > known.today && 'future') ||
    (day < known.published && 'early') ||
    (known.last !== null && day > known.last && 'late')
  if (wrong)
    throw new InvalidInput([{ field: 'receivedOn', text: { key: `petitions.paper.received.${wrong}` as MessageKey } }])
}
