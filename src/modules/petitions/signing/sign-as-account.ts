import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { domainOf, traceOf } from '../fraud/trace.ts'
import { takesSignatures } from '../petition.ts'
import { findPetitionRow } from '../store.ts'
import { addSignatures, type NewSignature } from './add-signatures.ts'
import { holdOpen } from './hold-open.ts'
import { signerKey, signerMailboxKey, signerPersonKey } from './signer-keys.ts'
import { findStanding } from './store.ts'

export interface OwnForm {
  name: string
  place: string
  showName: boolean
  wantsNews: boolean
}

/**
 * Somebody signed in signs: counted at once, at the level at which the session knows its person. The same person who signed
 * by mail, or with another account, stays one; a stronger signature replaces the weaker one.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, RuleBroken petitions.not-open or petitions.signing.mailbox-full
 */
export async function signAsAccount(ctx: WriteContext, number: number, form: OwnForm): Promise<void> {
  const { accountId, level } = personOf(ctx)
  const petition = await findPetitionRow(ctx.tx, number)
  if (!petition?.publishedAt) throw new NotFound()
  const held = (await holdOpen(ctx.tx, [petition.id])).get(petition.id)
  if (!held || !takesSignatures(held, dayOf(ctx.now, ctx.timeZone))) throw new RuleBroken('petitions.not-open')
  if (!ctx.places.find(form.place)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])

  const { address, lang, personKey } = await personBehind(ctx.tx, accountId)
  const [mailboxId] = await keepMailboxes(ctx.tx, ctx.secrets.person, [{ address, lang }], ctx.now)
  const secret = ctx.secrets.person
  const signature: NewSignature = {
    petitionId: petition.id,
    number: petition.number,
    id: newId(ctx.now),
    mailboxId: mailboxId as string,
    // Without a personal number nobody knows the person more surely than the mailbox does.
    level: personKey ? level : 'email',
    signerKey: signerKey(secret, petition.id, address, form.name),
    mailboxKey: signerMailboxKey(secret, petition.id, address),
    personKey: personKey && level !== 'email' ? signerPersonKey(secret, petition.id, personKey) : null,
    signedIn: true,
    name: form.name,
    showName: form.showName,
    wantsNews: form.wantsNews,
    placeKey: form.place,
    unitKey: ctx.places.unitOf(form.place).key,
    trace: { ...(await traceOf(ctx, address)), domain: domainOf(address) },
    receiptHash: null,
  }
  await addSignatures(ctx, [signature])
  await recognise(ctx, signature)
  const keys = {
    mailboxId: mailboxId as string,
    signerKey: signature.signerKey,
    personKey: signature.personKey ?? null,
  }
  if (!(await findStanding(ctx.tx, petition.id, keys))) throw new RuleBroken('petitions.signing.mailbox-full')
}

/** What the person gave by mail before belongs to the account from now on, so that another name is not another person. */
async function recognise(ctx: WriteContext, { petitionId, signerKey, mailboxId }: NewSignature): Promise<void> {
  await sql`
    UPDATE petitions.signature SET signed_in = true
    WHERE signer_key = ${signerKey} AND ended_at IS NULL AND NOT signed_in AND NOT EXISTS (
      SELECT FROM (SELECT petition_id FROM petitions.signature WHERE mailbox_id = ${mailboxId} AND signed_in AND ended_at IS NULL OFFSET 0) o
      WHERE o.petition_id = ${petitionId})`.execute(ctx.tx)
}
