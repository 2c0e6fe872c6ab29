import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import type { Tx } from '#kernel/database/database.ts'
import { Gone } from '#kernel/errors.ts'
import type { BatchContext } from '#kernel/http/context.ts'
import type { Outcome } from '#kernel/http/group-commit.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId, tokenHash } from '#kernel/ids.ts'
import { domainOf } from '../fraud/trace.ts'
import { takesSignatures } from '../petition.ts'
import { addSignatures, type NewSignature } from './add-signatures.ts'
import { holdOpen } from './hold-open.ts'
import { signerKey, signerMailboxKey } from './signer-keys.ts'
import { findReceipts, type ReceiptRow } from './store.ts'

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
 * @returns for each token its receipt, or the refusal: petitions.link-expired when it is unknown or too old, petitions.closed-meanwhile
 */
export async function confirmSignatures(ctx: BatchContext, tokens: string[]): Promise<Outcome<ReceiptRow>[]> {
  const hashes = tokens.map(tokenHash)
  const requests = await lockRequests(ctx.tx, hashes, ctx.now)
  const today = dayOf(ctx.now, ctx.timeZone)
  const petitions = await holdOpen(
    ctx.tx,
    requests.map((request) => request.petition_id),
  )
  const open = requests.flatMap((request) => {
    const petition = petitions.get(request.petition_id)
    return petition && takesSignatures(petition, today) ? [{ ...request, number: petition.number }] : []
  })
  if (open.length > 0) await signAll(ctx, open)
  const receipts = await findReceipts(ctx.tx, hashes)
  return hashes.map((hash) => {
    const receipt = receipts.get(hash.toString('hex'))
    if (receipt) return { value: receipt }
    const closed = requests.some((request) => request.token_hash.equals(hash))
    return { refusal: new Gone(closed ? 'petitions.closed-meanwhile' : 'petitions.link-expired') }
  })
}

/** The requests go as the signatures come. */
async function signAll(ctx: BatchContext, open: (Request & { number: number })[]): Promise<void> {
  await sql`DELETE FROM petitions.signature_request WHERE token_hash = ANY(${open.map((one) => one.token_hash)}::bytea[])`.execute(
    ctx.tx,
  )
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

/** Locks the requests in the order of their hashes, so that two batches never wait for each other in a circle. */
async function lockRequests(tx: Tx, hashes: Buffer[], now: Date): Promise<Request[]> {
  const { rows } = await sql<Request>`
    SELECT * FROM petitions.signature_request
    WHERE token_hash = ANY(${hashes}::bytea[]) AND expires_at > ${now} ORDER BY token_hash FOR UPDATE`.execute(tx)
  return rows
}
