import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { mayMail } from '../../signing/mails-to-mailbox.ts'
import { supportMail } from '../mails.ts'
import { findByLink } from './store.ts'
import { takesSupport } from './takes-support.ts'

export interface SupportForm {
  name: string
  email: string
  place: string
  showName: boolean
  wantsNews: boolean
}

/** A pending request lives this long. */
export const REQUEST_DAYS = 7

/**
 * Somebody without an account asks to support: nothing counts yet, a mail goes to the address. The reply never tells
 * whether the address supports already.
 *
 * @throws RuleBroken petitions.start.takes-no-support
 */
export async function requestSupport(ctx: WriteContext, token: string, form: SupportForm): Promise<void> {
  const petition = await findByLink(ctx.tx, token)
  if (!petition) throw new NotFound()
  if (!takesSupport(petition.state)) throw new RuleBroken('petitions.start.takes-no-support')
  if (!ctx.places.find(form.place)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
  if (!(await mayMail(ctx, 'support', petition.id, form))) return
  const link = newToken()
  await sql`
    INSERT INTO petitions.support_request
      (token_hash, petition_id, version, name, email, place_key, show_name, wants_news, lang, requested_at, expires_at)
    VALUES (${tokenHash(link)}, ${petition.id}, ${petition.version}, ${form.name}, ${form.email}, ${form.place}, ${form.showName},
      ${form.wantsNews}, ${ctx.lang}, ${ctx.now}, ${after(ctx.now, REQUEST_DAYS * 86_400)})`.execute(ctx.tx)
  const letter = { to: form.email, name: form.name, title: petition.title, token: link, days: REQUEST_DAYS }
  await queueMails(ctx.tx, [supportMail(ctx, letter)], ctx.now)
}
