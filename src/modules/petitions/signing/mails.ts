import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Mail } from '#kernel/mail/mail.ts'

/** The link opens a page; its button confirms. Mail scanners that open links confirm nothing. */
export function confirmationMail(
  ctx: Pick<Context, 'lang' | 'publicUrl' | 'translate'>,
  letter: { to: string; name: string; title: string; token: string; days: number },
): Mail {
  const t = ctx.translate(ctx.lang)
  return composeMail(ctx, {
    to: letter.to,
    lang: ctx.lang,
    subject: t('petitions.mail.confirm.subject', { title: letter.title }),
    paragraphs: [
      t('petitions.mail.confirm.hello', { name: letter.name }),
      t('petitions.mail.confirm.why', { title: letter.title }),
      t('petitions.mail.confirm.how', { days: letter.days }),
    ],
    button: {
      label: t('petitions.mail.confirm.button'),
      url: `${ctx.publicUrl}/${ctx.lang}/signatures/${letter.token}/confirmation`,
    },
    footer: [t('petitions.mail.confirm.not-you')],
  })
}
