import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Mail } from '#kernel/mail/mail.ts'

/**
 * Asks a mailbox to confirm what was typed in its name. The link opens a page; its button confirms, because mail scanners open links.
 *
 * @param letter.path of that page, without a language
 */
export function confirmMail(
  ctx: Pick<Context, 'lang' | 'publicUrl' | 'translate'>,
  letter: { to: string; name: string; subject: string; paragraphs: string[]; path: string },
): Mail {
  const t = ctx.translate(ctx.lang)
  return composeMail(ctx, {
    to: letter.to,
    lang: ctx.lang,
    subject: letter.subject,
    paragraphs: [t('petitions.mail.confirm.hello', { name: letter.name }), ...letter.paragraphs],
    button: { label: t('petitions.mail.confirm.button'), url: `${ctx.publicUrl}/${ctx.lang}${letter.path}` },
    footer: [t('petitions.mail.confirm.not-you')],
  })
}
