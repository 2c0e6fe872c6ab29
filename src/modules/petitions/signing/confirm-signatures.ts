import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import type { Tx } from '#kernel/database/database.ts'
import { Gone } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId, tokenHash } from '#kernel/ids.ts'
import { domainOf } from '../fraud/trace.ts'
import { takesSignatures } from '../petition.ts'
import { addSignatures, type NewSignature } from './add-signatures.ts'
import { holdOpen } from './hold-open.ts'
import { signerKey, signerMailboxKey } from './signer-keys.ts'

interface Request {
  token_hash: Buffer
  petition_id: string
  name: string
  email: string
  place_key: string
  show_name: boolean
  wants_news: boolean
  lang: Lang
  source_hash: Buffer | null
  domain_hash: Buffer | null
}

/**
 * Confirms requested signatures by the tokens of their links; one or many at a time. Confirming twice is the same as once.
 *
 * @throws Gone petitions.link-expired when a token is unknown or too old
 */
export async function confirmSignatures(ctx: WriteContext, tokens: string[]): Promise<void> {
  const hashes = tokens.map(tokenHash)
  const requests = await takeRequests(ctx.tx, hashes, ctx.now)
  const today = dayOf(ctx.now, ctx.timeZone)
  const petitions = await holdOpen(
    ctx.tx,
    requests.map((request) => request.petition_id),
  )
  const open = requests.flatMap((request) => {
    const petition = petitions.get(request.petition_id)
    return petition && takesSignatures(petition, today) ? [{ ...request, number: petition.number }] : []
  })
  if (requests.length < hashes.length) {
    const taken = requests.map((request) => request.token_hash)
    const missing = hashes.filter((hash) => !taken.some((one) => one.equals(hash)))
    if (!(await allConfirmed(ctx.tx, missing))) throw new Gone('petitions.link-expired')
  }
  if (open.length < requests.length) throw new Gone('petitions.closed-meanwhile')
  if (requests.length === 0) return

  const mailboxes = await keepMailboxes(
    ctx.tx,
    ctx.secrets.person,
    open.map(({ email, lang }) => ({ address: email, lang })),
    ctx.now,
  )
  const signatures = open.map((request, index): NewSignature => {
    const { petition_id: petitionId, email, name } = request
    return {
      petitionId,
      number: request.number,
      id: newId(ctx.now),
      mailboxId: mailboxes[index] as string,
      level: 'email',
      signerKey: signerKey(ctx.secrets.person, petitionId, email, name),
      mailboxKey: signerMailboxKey(ctx.secrets.person, petitionId, email),
      name,
      showName: request.show_name,
      wantsNews: request.wants_news,
      placeKey: request.place_key,
      unitKey: ctx.places.unitOf(request.place_key).key,
      trace: { sourceHash: request.source_hash, domainHash: request.domain_hash, domain: domainOf(email) },
      receiptHash: request.token_hash,
    }
  })
  await addSignatures(ctx, signatures)
}

/** Takes the requests away in the order of their hashes, so that two batches never wait for each other in a circle. */
async function takeRequests(tx: Tx, hashes: Buffer[], now: Date): Promise<Request[]> {
  const { rows } = await sql<Request>`
    WITH wanted AS (
      SELECT token_hash FROM petitions.signature_request
      WHERE token_hash = ANY(${hashes}::bytea[]) AND expires_at > ${now} ORDER BY token_hash FOR UPDATE
    )
    DELETE FROM petitions.signature_request r USING wanted WHERE r.token_hash = wanted.token_hash RETURNING r.*`.execute(
    tx,
  )
  return rows
}

async function allConfirmed(tx: Tx, hashes: Buffer[]): Promise<boolean> {
  const { rows } = await sql<{ known: number }>`
    SELECT count(*) AS known FROM petitions.receipt_link WHERE token_hash = ANY(${hashes}::bytea[])`.execute(tx)
  return rows[0]?.known === hashes.length
}
