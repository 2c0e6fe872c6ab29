import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { traceOf } from '../fraud/trace.ts'
import { takesSignatures } from '../petition.ts'
import { tallyRequest } from '../start/request-tally.ts'
import { findPetitionRow } from '../store.ts'
import { confirmationMail } from './mails.ts'
import { mayMail } from './mails-to-mailbox.ts'

export interface SignatureForm {
  name: string
  email: string
  place: string
  consent: boolean
  showName: boolean
  wantsNews: boolean
}

/** A pending request lives this long; then it is deleted and the link in the mail is dead. */
export const REQUEST_DAYS = 7

/**
 * Somebody asks to sign: nothing counts yet, a mail goes to the address with a link. The reply is the same for a first
 * request, a repeated one and one for an address that has signed, so nobody learns who did.
 *
 * @throws RuleBroken petitions.not-open
 */
export async function requestSignature(
  ctx: WriteContext,
  number: number,
  form: SignatureForm,
): Promise<{ petition: { number: number; slug: string } }> {
  const petition = await findPetitionRow(ctx.tx, number)
  if (!petition) throw new NotFound()
  if (!takesSignatures(petition, dayOf(ctx.now, ctx.timeZone))) throw new RuleBroken('petitions.not-open')
  if (!ctx.places.find(form.place)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])

  if (await mayMail(ctx, 'confirmation', petition.id, form)) {
    const token = newToken()
    const { sourceHash, domainHash } = await traceOf(ctx, form.email)
    await sql`
      INSERT INTO petitions.signature_request
        (token_hash, petition_id, name, email, place_key, show_name, wants_news, lang, source_hash, domain_hash, requested_at, expires_at)
      VALUES (${tokenHash(token)}, ${petition.id}, ${form.name}, ${form.email}, ${form.place}, ${form.showName}, ${form.wantsNews},
        ${ctx.lang}, ${sourceHash}, ${domainHash}, ${ctx.now}, ${after(ctx.now, REQUEST_DAYS * 86_400)})`.execute(
      ctx.tx,
    )
    await tallyRequest(ctx.tx, petition.id, dayOf(ctx.now, ctx.timeZone))
    await queueMails(
      ctx.tx,
      [confirmationMail(ctx, { to: form.email, name: form.name, title: petition.title, token, days: REQUEST_DAYS })],
      ctx.now,
    )
  }
  return { petition: { number: petition.number, slug: petition.slug } }
}
