import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { addressOf } from '../requests/store.ts'
import type { Wish } from './store.ts'

/** Writes to the author of a wish what another moderator decided on their appeal. */
export async function tellAppellant(
  ctx: WriteContext,
  { number, authorMailboxId }: Pick<Wish, 'number' | 'authorMailboxId'>,
  decision: 'upheld' | 'restored',
): Promise<void> {
  const reader = authorMailboxId && (await addressOf(ctx.tx, authorMailboxId))
  if (!reader) return
  const { address, lang } = reader
  const t = ctx.translate(lang)
  const letter = composeMail(ctx, {
    to: address,
    lang,
    subject: t(`open-data.wishes.appeal.${decision}.subject`, { number }),
    paragraphs: [t(`open-data.wishes.appeal.${decision}.text`)],
    button: { label: t('open-data.wishes.news.open'), url: `${ctx.publicUrl}/${lang}/data/wishes/${number}` },
    footer: [t('open-data.wishes.appeal.why-mail')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
