import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { signatureReplaced } from '../ledger-entries.ts'
import { type Level, levels } from '../petition.ts'
import type { NewSignature, Signing } from './add-signatures.ts'
import { standingBy } from './store.ts'

interface Ended {
  petition_id: string
  id: string
  unit_key: string
  level: Level
  record_key: Buffer | null
}

/**
 * Ends what the same person gave before at a weaker level: by the same mailbox and name, by the same account, or by another
 * account of the same identity. The person counts once at every moment: the stronger signature is added in this transaction.
 */
export async function endWeaker(ctx: Signing, signatures: NewSignature[]): Promise<void> {
  const strong = signatures.filter(({ level }) => level !== 'email')
  if (strong.length === 0) return
  const column = <T>(pick: (signature: NewSignature) => T): T[] => strong.map(pick)
  const { rows } = await sql<Ended & { number: number }>`
    WITH stronger AS (
      SELECT * FROM unnest(
        ${column((s) => s.petitionId)}::uuid[], ${column((s) => levels.indexOf(s.level))}::integer[], ${column((s) => s.signerKey)}::bytea[],
        ${column((s) => s.mailboxId)}::uuid[], ${column((s) => s.personKey ?? null)}::bytea[]
      ) AS row (petition_id, rank, signer_key, mailbox_id, person_key)
    ), weaker AS (
      SELECT DISTINCT s.petition_id, s.id
      FROM stronger n CROSS JOIN LATERAL ${standingBy({ signerKey: sql`n.signer_key`, personKey: sql`n.person_key`, mailboxId: sql`n.mailbox_id` })} s
      WHERE s.petition_id = n.petition_id AND array_position(${[...levels]}::text[], s.level) - 1 < n.rank
    ), ended AS (
      UPDATE petitions.signature s SET ended_at = ${ctx.now}, ended_by = 'replaced', name = NULL
      FROM weaker w WHERE s.petition_id = w.petition_id AND s.id = w.id AND s.ended_at IS NULL
      RETURNING s.petition_id, s.id, s.unit_key, s.level, s.record_key, s.confirmed_on, s.hold_id
    ), deltas AS (
      INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
      SELECT petition_id, unit_key, level, confirmed_on, -1 FROM ended WHERE hold_id IS NULL
    )
    SELECT ended.petition_id, ended.id, unit_key, level, record_key, p.number FROM ended JOIN petitions.petition p ON p.id = ended.petition_id`.execute(
    ctx.tx,
  )
  const today = dayOf(ctx.now, ctx.timeZone)
  appendEntries(
    ctx.tx,
    rows.map(({ id, number, level, unit_key: unitKey, record_key }) =>
      signatureReplaced({ id, number, level, unitKey }, record_key, today),
    ),
    ctx.now,
  )
}
