import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Wish } from './store.ts'

/** Writes to the author of a wish what another moderator decided on their appeal. */
export async function tellAppellant(
  ctx: WriteContext,
  { number, authorMailboxId }: Pick<Wish, 'number' | 'authorMailboxId'>,
  decision: 'upheld' | 'restored',
): Promise<void> {
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT address AS to, lang FROM people.mailbox WHERE id = ${authorMailboxId} AND address IS NOT NULL`.execute(ctx.tx)
  const [reader] = rows
  if (!reader) return
  const { to, lang } = reader
  const t = ctx.translate(lang)
  const letter = composeMail(ctx, {
    to,
    lang,
    subject: t(`open-data.wishes.appeal.${decision}.subject`, { number }),
    paragraphs: [t(`open-data.wishes.appeal.${decision}.text`)],
    button: { label: t('open-data.wishes.news.open'), url: `${ctx.publicUrl}/${lang}/data/wishes/${number}` },
    footer: [t('open-data.wishes.appeal.why-mail')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
