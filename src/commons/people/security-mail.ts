import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Mail } from '#kernel/mail/mail.ts'
import { accountOf } from './accounts.ts'

/** Tells the holder that what guards the account has changed: the one who did it may be somebody else. */
export async function securityMail(
  ctx: WriteContext,
  accountId: string,
  what: 'second-factor-set' | 'second-factor-reset' | 'token-made' | 'identified',
): Promise<Mail> {
  const { address, lang } = await accountOf(ctx.tx, accountId)
  const t = ctx.translate(lang)
  return composeMail(ctx, {
    to: address,
    lang,
    subject: t(`people.mail.${what}.subject`),
    paragraphs: [t(`people.mail.${what}.text`), t('people.mail.not-you')],
    button: { label: t('people.mail.to-account'), url: `${ctx.publicUrl}/${lang}/account` },
    footer: [t('people.mail.footer')],
  })
}
