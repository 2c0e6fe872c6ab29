import { type RawBuilder, sql } from 'kysely'
import { move } from '#commons/lifecycle/lifecycle.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { PetitionState } from '../petition.ts'
import { type BatchState, batchLife, type Finding } from './batch.ts'

export interface BatchRow {
  id: string
  state: BatchState
  petitionId: string
  petition: { number: number; slug: string; title: string; lang: Lang }
  petitionState: PetitionState
  placeKey: string
  organisationId: string
  authority: { slug: string; name: Localised }
  sheets: number
  receivedOn: string
  signatures: number | null
  units: Finding['units']
  scansHash: Buffer
  createdAt: Date
  acceptedAt: Date | null
  closedAt: Date | null
  reason: string | null
}

const columns = sql`b.id, b.state, b.petition_id AS "petitionId", b.organisation_id AS "organisationId", b.sheets, b.received_on AS "receivedOn",
  jsonb_build_object('number', p.number, 'slug', p.slug, 'title', p.title, 'lang', p.lang) AS petition, p.state AS "petitionState",
  p.place_key AS "placeKey", jsonb_build_object('slug', o.slug, 'name', o.name) AS authority, b.signatures, b.units, b.scans_hash AS "scansHash",
  b.created_at AS "createdAt", b.accepted_at AS "acceptedAt", b.closed_at AS "closedAt", b.reason`
const tables = sql`petitions.paper_batch b JOIN petitions.petition p ON p.id = b.petition_id JOIN organisations.organisation o ON o.id = b.organisation_id`

export async function batchesWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<BatchRow[]> {
  return (await sql<BatchRow>`SELECT ${columns} FROM ${tables} WHERE ${where}`.execute(db)).rows
}

/** @throws NotFound */
export async function findBatch(db: Db | Tx, id: string): Promise<BatchRow> {
  const [batch] = await batchesWhere(db, sql`b.id = ${id}`)
  if (!batch) throw new NotFound()
  return batch
}

/** The batch, locked until the act is over: two officers who count at once do it one after the other. @throws NotFound */
export async function lockBatch(tx: Tx, id: string): Promise<BatchRow> {
  const [batch] = await batchesWhere(tx, sql`b.id = ${id} FOR UPDATE OF b`)
  if (!batch) throw new NotFound()
  return batch
}

/** Moves a locked batch on. @throws RuleBroken petitions.paper.changed-meanwhile */
export async function moveBatch(
  tx: Tx,
  batch: BatchRow,
  transition: keyof typeof batchLife.transitions,
  set: { accepted?: Finding; reason?: string; now: Date },
): Promise<void> {
  const step = move(batchLife, batch.state, transition, 'officer')
  if (!step.ok) throw new RuleBroken('petitions.paper.changed-meanwhile')
  const { accepted, reason, now } = set
  await sql`
    UPDATE petitions.paper_batch SET state = ${step.to}
      ${accepted ? sql`, signatures = ${accepted.signatures}, units = ${json(accepted.units)}::jsonb, accepted_at = ${now}` : sql``}
      ${reason ? sql`, reason = ${reason}, closed_at = ${now}` : sql``}
    WHERE id = ${batch.id} AND state = ${batch.state}`.execute(tx)
}

export interface CountRow extends Finding {
  accountId: string
  name: string | null
  corrected: boolean
  countedAt: Date
}

/** The last count of each officer, in the order of counting. */
export async function countsOfBatch(db: Db | Tx, batchId: string): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    SELECT c.account_id AS "accountId", a.name, c.signatures, c.units, c.corrected, c.counted_at AS "countedAt"
    FROM petitions.paper_count c JOIN people.account a ON a.id = c.account_id
    WHERE c.batch_id = ${batchId} AND c.replaced_at IS NULL ORDER BY c.id`.execute(db)
  return rows
}

export const json = (units: Finding['units']) => (units ? JSON.stringify(units) : null)
