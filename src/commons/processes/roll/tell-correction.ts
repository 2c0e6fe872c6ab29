import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Process } from '../process.ts'

/**
 * Writes to who asked for a correction that it was decided on: days are few until the last one. The letter holds neither what they said nor
 * the reason, which may speak of a register; both stand on their own page. Nothing is written to who was erased.
 */
export async function tellCorrection(
  ctx: WriteContext,
  process: Pick<Process, 'number' | 'title'>,
  mailboxId: string,
  decision: 'accepted' | 'refused',
): Promise<void> {
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT address AS to, lang FROM people.mailbox WHERE id = ${mailboxId} AND address IS NOT NULL`.execute(ctx.tx)
  const [reader] = rows
  if (!reader) return
  const { to, lang } = reader
  const t = ctx.translate(lang)
  const title = inLang(process.title, lang)
  const letter = composeMail(ctx, {
    to,
    lang,
    subject: t('processes.roll.correction-mail.subject', { title }),
    paragraphs: [t(`processes.roll.correction-mail.${decision}`, { title })],
    button: {
      label: t('processes.roll.correction-mail.button'),
      url: `${ctx.publicUrl}/${lang}/processes/${process.number}/my-roll`,
    },
    footer: [t('processes.roll.correction-mail.footer')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
