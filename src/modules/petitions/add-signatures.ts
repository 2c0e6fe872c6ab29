import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { signatureConfirmed } from './ledger-entries.ts'
import type { Level } from './petition.ts'

export interface NewSignature {
  petitionId: string
  number: number
  id: string
  mailboxId: string
  level: Level
  signerKey: Buffer
  mailboxKey: Buffer
  name: string
  showName: boolean
  wantsNews: boolean
  placeKey: string
  unitKey: string
  /** Hash of the token whose link shows the receipt. */
  receiptHash: Buffer
}

/** What adding needs; a job that publishes has it as well as a request. */
type Signing = Pick<WriteContext, 'tx' | 'now' | 'timeZone'>

/**
 * Adds signatures whose signers have proved themselves: rows, count deltas, ledger entries and receipt links, all or none.
 * Who has signed already gets a receipt of that signature; a mailbox that gave two names gets a receipt that says so.
 */
export async function addSignatures(ctx: Signing, signatures: NewSignature[]): Promise<void> {
  const sorted = signatures.toSorted((a, b) => a.signerKey.compare(b.signerKey))
  const recordKeys = new Map(sorted.map((signature) => [signature.id, randomBytes(16)]))
  const added = new Set<string>()
  // The two places of a mailbox are tried one after the other; a unique index, not a count, decides who gets one.
  for (const slot of [1, 2]) {
    const left = sorted.filter((signature) => !added.has(signature.id))
    for (const id of await insert(ctx, left, slot, recordKeys)) added.add(id)
    if (added.size === sorted.length) break
  }
  const fresh = sorted.filter((signature) => added.has(signature.id))
  await insertDeltas(ctx, fresh)
  await insertReceipts(ctx, sorted)
  appendEntries(
    ctx.tx,
    fresh.map((signature) =>
      signatureConfirmed(signature, recordKeys.get(signature.id) as Buffer, dayOf(ctx.now, ctx.timeZone)),
    ),
    ctx.now,
  )
}

async function insert(
  ctx: Signing,
  signatures: NewSignature[],
  slot: number,
  recordKeys: Map<string, Buffer>,
): Promise<string[]> {
  if (signatures.length === 0) return []
  const column = <T>(pick: (signature: NewSignature) => T): T[] => signatures.map(pick)
  const { rows } = await sql<{ id: string }>`
    INSERT INTO petitions.signature (petition_id, id, mailbox_id, level, signer_key, mailbox_key, slot, name, show_name, wants_news,
      place_key, unit_key, record_key, confirmed_at, confirmed_on)
    SELECT petition_id, id, mailbox_id, level, signer_key, mailbox_key, ${slot}, name, show_name, wants_news, place_key, unit_key,
      record_key, ${ctx.now}, ${dayOf(ctx.now, ctx.timeZone)}
    FROM unnest(
      ${column((s) => s.petitionId)}::uuid[], ${column((s) => s.id)}::uuid[], ${column((s) => s.mailboxId)}::uuid[], ${column((s) => s.level)}::text[],
      ${column((s) => s.signerKey)}::bytea[], ${column((s) => s.mailboxKey)}::bytea[], ${column((s) => s.name)}::text[],
      ${column((s) => s.showName)}::boolean[], ${column((s) => s.wantsNews)}::boolean[], ${column((s) => s.placeKey)}::text[],
      ${column((s) => s.unitKey)}::text[], ${column((s) => recordKeys.get(s.id) as Buffer)}::bytea[]
    ) AS row (petition_id, id, mailbox_id, level, signer_key, mailbox_key, name, show_name, wants_news, place_key, unit_key, record_key)
    ON CONFLICT DO NOTHING RETURNING id`.execute(ctx.tx)
  return rows.map((row) => row.id)
}

async function insertDeltas(ctx: Signing, signatures: NewSignature[]): Promise<void> {
  if (signatures.length === 0) return
  await sql`
    INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
    SELECT petition_id, unit_key, level, ${dayOf(ctx.now, ctx.timeZone)}::date, 1
    FROM unnest(${signatures.map((s) => s.petitionId)}::uuid[], ${signatures.map((s) => s.unitKey)}::text[], ${signatures.map((s) => s.level)}::text[])
      AS row (petition_id, unit_key, level)`.execute(ctx.tx)
}

async function insertReceipts(ctx: Signing, signatures: NewSignature[]): Promise<void> {
  await sql`
    INSERT INTO petitions.receipt_link (token_hash, petition_id, signature_id, outcome, created_at)
    SELECT row.token_hash, row.petition_id, s.id, CASE WHEN s.id IS NULL THEN 'mailbox-full' ELSE 'counted' END, ${ctx.now}
    FROM unnest(${signatures.map((s) => s.receiptHash)}::bytea[], ${signatures.map((s) => s.petitionId)}::uuid[], ${signatures.map((s) => s.signerKey)}::bytea[])
      AS row (token_hash, petition_id, signer_key)
    LEFT JOIN petitions.signature s ON s.petition_id = row.petition_id AND s.signer_key = row.signer_key AND s.ended_at IS NULL
    ON CONFLICT DO NOTHING`.execute(ctx.tx)
}
