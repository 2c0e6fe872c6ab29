import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { Comment } from './comment.ts'
import { subjectOf } from './discussable.ts'

/** What became of a comment that its author should know. */
export type Fate = 'held' | 'hidden' | 'shown' | 'appeal-upheld' | 'appeal-restored'

/**
 * Writes to the author of a comment what became of it and why, with the way to it and to the appeal. The letter holds nothing of the
 * comment. Nothing is written to who was erased, nor of an answer in the name of an authority.
 */
export async function tellAuthor(
  ctx: WriteContext,
  comment: Pick<Comment, 'id' | 'subjectKind' | 'subjectNumber' | 'authorMailboxId' | 'authorityId' | 'hiddenReason'>,
  fate: Fate,
): Promise<void> {
  if (!comment.authorMailboxId || comment.authorityId) return
  const subject = await subjectOf(ctx, ctx.tx, comment)
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT address AS to, lang FROM people.mailbox WHERE id = ${comment.authorMailboxId} AND address IS NOT NULL`.execute(
    ctx.tx,
  )
  const [reader] = rows
  if (!reader || !subject) return
  const { to, lang } = reader
  const t = ctx.translate(lang)
  const reason = comment.hiddenReason ? t(`discussion.reason.${comment.hiddenReason}`) : ''
  const letter = composeMail(ctx, {
    to,
    lang,
    subject: t(`discussion.fate.${fate}.subject`, { title: subject.title }),
    paragraphs: [t(`discussion.fate.${fate}.text`, { title: subject.title, reason })],
    button: {
      label: t('discussion.fate.open'),
      url: `${ctx.publicUrl}/${lang}/discussions/${subject.slug}/${subject.number}/comments/${comment.id}/my-view`,
    },
    footer: [t('discussion.fate.footer')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}
