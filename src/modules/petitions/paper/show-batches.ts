import { sql } from 'kysely'
import { may, moderatedPlaces, personOf } from '#commons/access/permit.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { moderatePetitions } from '../moderation/permissions.ts'
import type { Finding } from './batch.ts'
import { maySee, permitAnywhere, permitToSee, recordPaper } from './permissions.ts'
import type { PaperBatchView, PaperList } from './replies.ts'
import { sameSheets } from './same-sheets.ts'
import { type BatchRow, batchesWhere, type CountRow, countsOfBatch, findBatch } from './store.ts'

const SHOWN = 200

/** Batches of an officer's authorities, or of a moderator's places: what waits for a count first, then the newest. */
export async function listBatches(ctx: Context): Promise<PaperList> {
  const { person } = permitAnywhere(ctx)
  const organisations = ownOrganisations(ctx, recordPaper)
  const places = moderatedPlaces(ctx, moderatePetitions)
  const batches = await batchesWhere(
    ctx.db,
    sql`b.organisation_id = ANY(${organisations}::uuid[]) OR p.place_key = ANY(${places}::text[])
      ORDER BY b.state IN ('counting', 'differing') DESC, b.created_at DESC, b.id LIMIT ${SHOWN}`,
  )
  const { rows } = await sql<{ id: string }>`
    SELECT batch_id AS id FROM petitions.paper_count
    WHERE account_id = ${person.accountId} AND batch_id = ANY(${batches.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
  const counted = new Set(rows.map(({ id }) => id))
  return {
    items: batches.map((batch) => ({
      ...shortOf(ctx, batch),
      waitsForMe: isUndecided(batch) && organisations.includes(batch.organisationId) && !counted.has(batch.id),
    })),
    mayRecord: may(ctx, recordPaper),
  }
}

/** Batches that a colleague recorded and this officer has still to count; of a moderator, who only looks, nothing waits. */
export async function countsWaiting(ctx: Context): Promise<Waiting | null> {
  if (!may(ctx, recordPaper)) return null
  const { accountId } = personOf(ctx)
  const organisations = ownOrganisations(ctx, recordPaper)
  const { rows } = await sql<Waiting>`
    SELECT count(*)::integer AS count FROM petitions.paper_batch b
    WHERE b.organisation_id = ANY(${organisations}::uuid[]) AND b.state IN ('counting', 'differing')
      AND NOT EXISTS (SELECT 1 FROM petitions.paper_count k WHERE k.batch_id = b.id AND k.account_id = ${accountId})`.execute(
    ctx.db,
  )
  return rows[0] as Waiting
}

/** One batch. Who has still to count does not learn what others found. @throws NotFound, Forbidden */
export async function showBatch(ctx: Context, id: string): Promise<PaperBatchView> {
  permitAnywhere(ctx)
  const batch = await findBatch(ctx.db, id)
  const { person } = permitToSee(ctx, batch)
  const counts = await countsOfBatch(ctx.db, id)
  const scans = await sql<PaperBatchView['scans'][number]>`
    SELECT id, position, type FROM petitions.paper_scan WHERE batch_id = ${id} ORDER BY position`.execute(ctx.db)
  const alike = await sameSheets(ctx.db, batch)
  const mine = counts.some(({ accountId }) => accountId === person.accountId)
  const isOfficer = may(ctx, recordPaper, { organisationId: batch.organisationId })
  const undecided = isUndecided(batch)
  return {
    ...shortOf(ctx, batch),
    units: unitsView(ctx, batch.units),
    createdAt: batch.createdAt.toISOString(),
    reason: batch.reason,
    scans: scans.rows,
    alike: alike.map((one) => ({
      id: maySee(ctx, one) ? one.id : null,
      because: one.because,
      state: one.state,
      authority: inLang(one.authority.name, ctx.lang),
      receivedOn: one.receivedOn,
      sheets: one.sheets,
    })),
    counts: counts
      .filter((one) => one.accountId === person.accountId || !undecided || (batch.state === 'differing' && mine))
      .map((one) => countView(ctx, one, person.accountId)),
    mayCount: isOfficer && undecided ? (!mine ? 'blind' : batch.state === 'differing' ? 'correction' : null) : null,
    mayReject: isOfficer && undecided,
    mayEnd: isOfficer && batch.state === 'accepted',
  }
}

const isUndecided = ({ state }: BatchRow) => state === 'counting' || state === 'differing'

function shortOf(ctx: Context, { id, petition, authority, state, sheets, receivedOn, signatures }: BatchRow) {
  return {
    id,
    petition,
    authority: { slug: authority.slug, name: inLang(authority.name, ctx.lang) },
    state,
    sheets,
    receivedOn,
    signatures,
  }
}

function countView(ctx: Context, { accountId, name, signatures, units, corrected, countedAt }: CountRow, me: string) {
  return {
    by: name ?? '—',
    mine: accountId === me,
    signatures,
    units: unitsView(ctx, units),
    corrected,
    countedAt: countedAt.toISOString(),
  }
}

function unitsView(ctx: Context, units: Finding['units']) {
  if (units === null) return null
  return Object.entries(units).map(([unit, signatures]) => ({
    unit,
    name: ctx.places.name(unit, ctx.lang),
    signatures,
  }))
}
