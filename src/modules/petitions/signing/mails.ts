import type { Context } from '#kernel/http/context.ts'
import type { Mail } from '#kernel/mail/mail.ts'
import { confirmMail } from '../confirm-mail.ts'

export function confirmationMail(
  ctx: Pick<Context, 'lang' | 'publicUrl' | 'translate'>,
  letter: { to: string; name: string; title: string; token: string; days: number },
): Mail {
  const t = ctx.translate(ctx.lang)
  const { title, days } = letter
  return confirmMail(ctx, {
    ...letter,
    subject: t('petitions.mail.confirm.subject', { title }),
    paragraphs: [t('petitions.mail.confirm.why', { title }), t('petitions.mail.confirm.how', { days })],
    path: `/signatures/${letter.token}/confirmation`,
  })
}
