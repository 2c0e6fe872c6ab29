import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { holdDecision } from '../fraud/hold-decision.ts'
import type { Trace } from '../fraud/trace.ts'
import { signatureConfirmed } from '../ledger-entries.ts'
import type { Level } from '../petition.ts'
import { endWeaker } from './end-weaker.ts'

export interface NewSignature {
  petitionId: string
  number: number
  id: string
  /** Kept by `keepMailboxes` in this transaction: its row is locked, so acts of one mailbox come one after the other. Null for the made-up people of the demo. */
  mailboxId: string | null
  level: Level
  signerKey: Buffer
  mailboxKey: Buffer
  /** The person as a keyed hash of this petition, at levels stronger than 'email'. */
  personKey?: Buffer | null
  /** Given by the account of the mailbox, of which there is one. */
  signedIn?: boolean
  name: string
  showName: boolean
  wantsNews: boolean
  placeKey: string
  unitKey: string
  /** Where it came from, for limits. */
  trace?: Trace & { domain: string }
  /** Hash of the token whose link shows the receipt; an account needs no link. */
  receiptHash: Buffer | null
}

/** A mailbox has two places. Who is known by an electronic identity takes one that is free, or none. */
const slots = [1, 2, null] as const

/** What adding needs; a job that publishes has it as well as a request. */
export type Signing = Pick<WriteContext, 'tx' | 'now' | 'timeZone' | 'db' | 'settings' | 'calendar'>

/**
 * Adds signatures whose signers have proved themselves: rows, count deltas, ledger entries and receipt links, all or none.
 * Who has signed already gets a receipt of that signature; a mailbox that gave two names gets a receipt that says so. A
 * stronger signature ends the weaker ones of its person.
 */
export async function addSignatures(ctx: Signing, signatures: NewSignature[]): Promise<void> {
  const sorted = signatures.toSorted((a, b) => a.signerKey.compare(b.signerKey))
  const today = dayOf(ctx.now, ctx.timeZone)
  const random = randomBytes(32 * sorted.length)
  const recordKeys = new Map(sorted.map(({ id }, at) => [id, random.subarray(32 * at, 32 * at + 32)]))
  const added = new Set<string>()
  // Another account of the same person may sign between the two statements; then the second round finds it.
  for (const round of [1, 2]) {
    const left = sorted.filter((signature) => !added.has(signature.id) && (round === 1 || signature.level !== 'email'))
    await endWeaker(ctx, left)
    for (const id of await insertIntoSlots(ctx, left, recordKeys)) added.add(id)
  }
  const fresh = sorted.filter((signature) => added.has(signature.id))
  const held = await holdDecision(
    ctx,
    fresh.map(({ petitionId, id, level, trace }) => ({ petitionId, id, level, ...trace })),
  )
  const counted = fresh.filter(({ id }) => !held.has(id))
  await insertDeltas(ctx, counted)
  await insertReceipts(ctx, sorted)
  // Held ones too, at once: the public log must not tell an attacker which of his signatures were noticed.
  appendEntries(
    ctx.tx,
    fresh.map((signature) => signatureConfirmed(signature, recordKeys.get(signature.id) as Buffer, today)),
    ctx.now,
  )
}

/** The places of a mailbox are tried one after the other; a unique index, not a count, decides who gets one. */
async function insertIntoSlots(
  ctx: Signing,
  signatures: NewSignature[],
  recordKeys: Map<string, Buffer>,
): Promise<Set<string>> {
  const added = new Set<string>()
  for (const slot of slots) {
    const left = signatures.filter(({ id, level }) => !added.has(id) && (slot !== null || level !== 'email'))
    for (const id of await insert(ctx, left, slot, recordKeys)) added.add(id)
  }
  return added
}

async function insert(
  ctx: Signing,
  signatures: NewSignature[],
  slot: number | null,
  recordKeys: Map<string, Buffer>,
): Promise<string[]> {
  if (signatures.length === 0) return []
  const column = <T>(pick: (signature: NewSignature) => T): T[] => signatures.map(pick)
  const { rows } = await sql<{ id: string }>`
    INSERT INTO petitions.signature (petition_id, id, mailbox_id, level, signer_key, mailbox_key, person_key, signed_in, slot, name,
      show_name, wants_news, place_key, unit_key, record_key, source_hash, domain_hash, confirmed_at, confirmed_on)
    SELECT petition_id, id, mailbox_id, level, signer_key, mailbox_key, person_key, signed_in, ${slot}::smallint, name, show_name,
      wants_news, place_key, unit_key, record_key, source_hash, domain_hash, ${ctx.now}, ${dayOf(ctx.now, ctx.timeZone)}
    FROM unnest(
      ${column((s) => s.petitionId)}::uuid[], ${column((s) => s.id)}::uuid[], ${column((s) => s.mailboxId)}::uuid[], ${column((s) => s.level)}::text[],
      ${column((s) => s.signerKey)}::bytea[], ${column((s) => s.mailboxKey)}::bytea[], ${column((s) => s.personKey ?? null)}::bytea[],
      ${column((s) => s.signedIn ?? false)}::boolean[], ${column((s) => s.name)}::text[], ${column((s) => s.showName)}::boolean[],
      ${column((s) => s.wantsNews)}::boolean[], ${column((s) => s.placeKey)}::text[], ${column((s) => s.unitKey)}::text[],
      ${column((s) => recordKeys.get(s.id) as Buffer)}::bytea[], ${column((s) => s.trace?.sourceHash ?? null)}::bytea[],
      ${column((s) => s.trace?.domainHash ?? null)}::bytea[]
    ) AS row (petition_id, id, mailbox_id, level, signer_key, mailbox_key, person_key, signed_in, name, show_name, wants_news, place_key,
      unit_key, record_key, source_hash, domain_hash)
    ON CONFLICT DO NOTHING RETURNING id`.execute(ctx.tx)
  return rows.map((row) => row.id)
}

/** One row for all of a batch that are counted together. */
async function insertDeltas(ctx: Signing, signatures: NewSignature[]): Promise<void> {
  if (signatures.length === 0) return
  await sql`
    INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
    SELECT petition_id, unit_key, level, ${dayOf(ctx.now, ctx.timeZone)}::date, count(*)
    FROM unnest(${signatures.map((s) => s.petitionId)}::uuid[], ${signatures.map((s) => s.unitKey)}::text[], ${signatures.map((s) => s.level)}::text[])
      AS row (petition_id, unit_key, level)
    GROUP BY petition_id, unit_key, level`.execute(ctx.tx)
}

async function insertReceipts(ctx: Signing, signatures: NewSignature[]): Promise<void> {
  const asked = signatures.filter(({ receiptHash }) => receiptHash !== null)
  if (asked.length === 0) return
  await sql`
    INSERT INTO petitions.receipt_link (token_hash, petition_id, signature_id, outcome, signed_before, created_at)
    SELECT row.token_hash, row.petition_id, s.id, CASE WHEN s.id IS NULL THEN 'mailbox-full' ELSE 'counted' END, coalesce(s.id <> row.id, false),
      ${ctx.now}
    FROM unnest(${asked.map((s) => s.receiptHash)}::bytea[], ${asked.map((s) => s.petitionId)}::uuid[], ${asked.map((s) => s.id)}::uuid[],
      ${asked.map((s) => s.signerKey)}::bytea[]) AS row (token_hash, petition_id, id, signer_key)
    LEFT JOIN LATERAL (SELECT id FROM petitions.signature WHERE signer_key = row.signer_key AND ended_at IS NULL OFFSET 0) s ON true
    ON CONFLICT DO NOTHING`.execute(ctx.tx)
}
