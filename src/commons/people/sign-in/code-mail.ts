import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Mail } from '#kernel/mail/mail.ts'

/** The code stands in the letter, not in its subject: subjects show on locked screens. No link: nothing to be led astray by. */
export function codeMail(
  ctx: Pick<Context, 'lang' | 'translate' | 'publicUrl'>,
  letter: { to: string; code: string; minutes: number },
): Mail {
  const t = ctx.translate(ctx.lang)
  const { to, code, minutes } = letter
  return composeMail(ctx, {
    withoutLinks: true,
    to,
    lang: ctx.lang,
    subject: t('people.mail.code.subject'),
    paragraphs: [
      t('people.mail.code.code', { code: `${code.slice(0, 3)} ${code.slice(3)}` }),
      t('people.mail.code.how', { minutes, site: new URL(ctx.publicUrl).host }),
    ],
    footer: [t('people.mail.code.not-you')],
  })
}
