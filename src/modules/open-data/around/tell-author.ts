import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { type Reuse, reusePath } from './reuse.ts'

/** Writes to its author what an official decided on a reuse, and why. */
export async function tellAuthor(
  ctx: WriteContext,
  reuse: Pick<Reuse, 'number' | 'title' | 'authorMailboxId' | 'refusedReason'>,
  fate: 'listed' | 'refused' | 'removed',
): Promise<void> {
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT address AS to, lang FROM people.mailbox WHERE id = ${reuse.authorMailboxId} AND address IS NOT NULL`.execute(
    ctx.tx,
  )
  const [reader] = rows
  if (!reader) return
  const { to, lang } = reader
  const t = ctx.translate(lang)
  const { title } = reuse
  const reason = reuse.refusedReason ? t(`open-data.around.reason.${reuse.refusedReason}`) : ''
  const letter = composeMail(ctx, {
    to,
    lang,
    subject: t(`open-data.around.fate.${fate}.subject`, { title }),
    paragraphs: [t(`open-data.around.fate.${fate}.text`, { title, reason })],
    button: {
      label: t('open-data.around.fate.open'),
      url: `${ctx.publicUrl}/${lang}${reusePath(reuse)}${fate === 'listed' ? '' : '/mine'}`,
    },
    footer: [t('open-data.around.fate.footer')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
