import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { tokenHash } from '#kernel/ids.ts'
import { signatureWithdrawn } from '../ledger-entries.ts'
import { type Level, takesSignatures } from '../petition.ts'
import { holdOpen } from './hold-open.ts'

interface Held {
  id: string
  petition_id: string
  number: number
  unit_key: string
  level: Level
  confirmed_on: string
  ended: boolean
}

const heldColumns = sql`s.id, s.petition_id, p.number, s.unit_key, s.level, s.confirmed_on,
  s.ended_at IS NOT NULL AS ended`

/**
 * The holder of a receipt takes the signature back; it can be given again. Withdrawing twice is the same as once.
 *
 * @throws RuleBroken petitions.not-open after the petition closed, petitions.signing.nobodys where its signer had their data erased
 */
export async function withdrawSignature(ctx: WriteContext, token: string): Promise<void> {
  const { rows } = await sql<Held>`
    SELECT ${heldColumns} FROM petitions.receipt_link l
    JOIN petitions.signature s ON s.petition_id = l.petition_id AND s.id = l.signature_id
    JOIN petitions.petition p ON p.id = s.petition_id
    WHERE l.token_hash = ${tokenHash(token)}`.execute(ctx.tx)
  await endHeld(ctx, rows[0])
}

/** The same for a signature of one's own mailbox. */
export async function withdrawOwn(ctx: WriteContext, mailboxId: string, id: string): Promise<void> {
  const { rows } = await sql<Held>`
    SELECT ${heldColumns} FROM petitions.signature s JOIN petitions.petition p ON p.id = s.petition_id
    WHERE s.mailbox_id = ${mailboxId} AND s.id = ${id}`.execute(ctx.tx)
  await endHeld(ctx, rows[0])
}

async function endHeld(ctx: WriteContext, held: Held | undefined): Promise<void> {
  if (!held) throw new NotFound()
  if (held.ended) return
  const today = dayOf(ctx.now, ctx.timeZone)
  const petition = (await holdOpen(ctx.tx, [held.petition_id])).get(held.petition_id)
  if (!petition || !takesSignatures(petition, today)) throw new RuleBroken('petitions.not-open')
  const ended = await sql<{ held: boolean; record_key: Buffer | null }>`
    UPDATE petitions.signature SET ended_at = ${ctx.now}, ended_by = 'withdrawn', name = NULL
    WHERE petition_id = ${held.petition_id} AND id = ${held.id} AND ended_at IS NULL RETURNING hold_id IS NOT NULL AS held, record_key`.execute(
    ctx.tx,
  )
  if (!ended.rows[0]) return
  const { record_key: recordKey, held: uncounted } = ended.rows[0]
  // Nothing leads from it to the ledger's entry any more, so no entry could take it back: the count stays what the ledger says.
  if (!recordKey) throw new RuleBroken('petitions.signing.nobodys')
  // Taken from the day on which it was given: the chart shows the signatures that stand. What is held was never counted.
  if (!uncounted)
    await sql`
    INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
    VALUES (${held.petition_id}, ${held.unit_key}, ${held.level}, ${held.confirmed_on}, -1)`.execute(ctx.tx)
  const signature = { number: held.number, id: held.id, unitKey: held.unit_key, level: held.level }
  appendEntries(ctx.tx, [signatureWithdrawn(signature, recordKey, today)], ctx.now)
}
