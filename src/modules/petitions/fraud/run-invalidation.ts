import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import type { Level } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { type Condition, matchesRequest, matchesSignature } from './condition.ts'
import { movedTogether } from './ledger-entries.ts'

/** Signatures a transaction: between two of them somebody may cancel, and nobody waits long behind their locks. */
export const BATCH = 500

interface Invalidation {
  id: string
  petitionId: string
  number: number
  state: string
  condition: Condition
  reason: string
  signaturesDone: number
  requestsDone: number
  signaturesRestored: number
}

interface Group {
  level: Level
  signatures: number
}

export const setAsideJob: Job<{ id: string }> = {
  name: 'petitions.set-aside',
  repeat: 'goes on with what still stands, and stops where the state is no longer running',
  run: (services, { id }) => inBatches(services, id, 'running', setSomeAside, finishSettingAside),
}

export const restoreJob: Job<{ id: string }> = {
  name: 'petitions.restore-set-aside',
  repeat: 'goes on with what is still set aside',
  run: (services, { id }) => inBatches(services, id, 'restoring', restoreSome, finishRestoring),
}

type Step = (ctx: Services & { tx: Tx; now: Date }, one: Invalidation) => Promise<number>

async function inBatches(
  services: Services,
  id: string,
  state: string,
  some: Step,
  finish: (ctx: Services & { tx: Tx; now: Date }, one: Invalidation) => Promise<void>,
): Promise<void> {
  for (let more = true; more; )
    more = await transact(services.db, async (tx) => {
      const ctx = { ...services, tx, now: services.clock.now() }
      const one = await lock(tx, id)
      if (one?.state !== state) return false
      if ((await some(ctx, one)) > 0) return true
      await finish(ctx, one)
      return false
    })
}

/** Locked: who cancels waits for the batch, and the next batch sees it. */
async function lock(tx: Tx, id: string): Promise<Invalidation | undefined> {
  const { rows } = await sql<Invalidation>`
    SELECT i.id, i.petition_id AS "petitionId", p.number, i.state, i.condition, i.reason, i.signatures_done AS "signaturesDone",
      i.requests_done AS "requestsDone", i.signatures_restored AS "signaturesRestored"
    FROM petitions.invalidation i JOIN petitions.petition p ON p.id = i.petition_id WHERE i.id = ${id} FOR UPDATE OF i`.execute(
    tx,
  )
  return rows[0]
}

async function setSomeAside(ctx: Services & { tx: Tx; now: Date }, one: Invalidation): Promise<number> {
  const { rows: requests } = await sql`
    DELETE FROM petitions.signature_request WHERE token_hash IN (
      SELECT token_hash FROM petitions.signature_request s WHERE ${matchesRequest(ctx, one.petitionId, one.condition)} LIMIT ${BATCH})
    RETURNING 1`.execute(ctx.tx)
  // Held ones were never counted, so they bring no delta; they lose the hold with their end. The log has them as confirmed, so its entry
  // takes them off; what it was told of them as held is taken back by the next batch of `tellHeld`.
  const { rows } = await sql<Group>`
    WITH chosen AS (
      SELECT s.id, s.hold_id IS NOT NULL AS held FROM petitions.signature s WHERE ${matchesSignature(one.petitionId, one.condition)}
      ORDER BY s.id LIMIT ${BATCH} FOR UPDATE
    ), ended AS (
      UPDATE petitions.signature s SET ended_at = ${ctx.now}, ended_by = 'invalidated', invalidation_id = ${one.id}, hold_id = NULL
      FROM chosen WHERE s.petition_id = ${one.petitionId} AND s.id = chosen.id RETURNING s.unit_key, s.level, s.confirmed_on, chosen.held
    ), deltas AS (
      INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
      SELECT ${one.petitionId}, unit_key, level, confirmed_on, -1 FROM ended WHERE NOT held
    )
    SELECT level, count(*)::integer AS signatures FROM ended GROUP BY 1 ORDER BY 1`.execute(ctx.tx)
  const total = rows.reduce((sum, row) => sum + row.signatures, 0)
  await sql`
    UPDATE petitions.invalidation SET signatures_done = signatures_done + ${total}, requests_done = requests_done + ${requests.length}
    WHERE id = ${one.id}`.execute(ctx.tx)
  writeEntry(ctx, 'set-aside', one, rows)
  return total + requests.length
}

async function finishSettingAside(ctx: Services & { tx: Tx; now: Date }, one: Invalidation): Promise<void> {
  await sql`UPDATE petitions.invalidation SET state = 'done', finished_at = ${ctx.now} WHERE id = ${one.id}`.execute(
    ctx.tx,
  )
  await recordEvent(ctx.tx, {
    petitionId: one.petitionId,
    kind: 'fraud.set-aside',
    data: { signatures: one.signaturesDone, requests: one.requestsDone, reason: one.reason },
    now: ctx.now,
  })
}

/** Who has signed anew meanwhile, by name, person, account or place of the mailbox, counts once: the older one stays set aside. */
async function restoreSome(ctx: Services & { tx: Tx; now: Date }, one: Invalidation): Promise<number> {
  const { rows } = await sql<Group>`
    WITH chosen AS (
      SELECT s.id FROM petitions.signature s
      WHERE s.invalidation_id = ${one.id} AND s.petition_id = ${one.petitionId} AND s.ended_by = 'invalidated' AND NOT EXISTS (
        SELECT 1 FROM petitions.signature o WHERE o.petition_id = s.petition_id AND o.ended_at IS NULL AND (o.signer_key = s.signer_key
          OR o.person_key = s.person_key OR (o.mailbox_key = s.mailbox_key AND o.slot = s.slot)
          OR (o.signed_in AND s.signed_in AND o.mailbox_id = s.mailbox_id)))
      ORDER BY s.id LIMIT ${BATCH} FOR UPDATE
    ), back AS (
      UPDATE petitions.signature s SET ended_at = NULL, ended_by = NULL, invalidation_id = NULL
      FROM chosen WHERE s.petition_id = ${one.petitionId} AND s.id = chosen.id RETURNING s.unit_key, s.level, s.confirmed_on
    ), deltas AS (
      INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
      SELECT ${one.petitionId}, unit_key, level, confirmed_on, 1 FROM back
    )
    SELECT level, count(*)::integer AS signatures FROM back GROUP BY 1 ORDER BY 1`.execute(ctx.tx)
  const total = rows.reduce((sum, row) => sum + row.signatures, 0)
  await sql`UPDATE petitions.invalidation SET signatures_restored = signatures_restored + ${total} WHERE id = ${one.id}`.execute(
    ctx.tx,
  )
  writeEntry(ctx, 'restored', one, rows)
  return total
}

async function finishRestoring(ctx: Services & { tx: Tx; now: Date }, one: Invalidation): Promise<void> {
  await sql`UPDATE petitions.invalidation SET state = 'restored', finished_at = ${ctx.now} WHERE id = ${one.id}`.execute(
    ctx.tx,
  )
  await recordEvent(ctx.tx, {
    petitionId: one.petitionId,
    kind: 'fraud.restored',
    data: { signatures: one.signaturesRestored },
    now: ctx.now,
  })
}

function writeEntry(
  ctx: Services & { tx: Tx; now: Date },
  kind: 'set-aside' | 'restored',
  one: Invalidation,
  counts: Group[],
): void {
  if (counts.length === 0) return
  appendEntries(
    ctx.tx,
    [movedTogether(kind, { petition: one.number, reason: one.reason, counts, day: dayOf(ctx.now, ctx.timeZone) })],
    ctx.now,
  )
}
