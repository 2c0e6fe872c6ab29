import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { otherLang } from '#ui/other-lang.ts'
import type { Stance } from '../comment.ts'
import type { CommentItem } from '../replies.ts'

const TONES: Record<Stance, Tone> = { for: 'good', against: 'overdue', question: 'waiting' }

interface Props {
  comment: CommentItem
  view: View
  level?: 3 | 4
  /** What one can do with it. */
  children?: ComponentChildren
}

/** A comment or an answer: who, when, the stance, the words; or why they are not there. */
export function CommentBody({ comment, view, level = 3, children }: Props) {
  const { t } = view
  const Who = level === 3 ? 'h3' : 'h4'
  return (
    <article class="comment">
      <Who>{comment.authority ?? comment.author ?? t('discussion.resident')}</Who>
      <p class="soft small">
        {comment.authority && <Pill tone="going">{t('discussion.official')}</Pill>}
        {comment.stance && <Pill tone={TONES[comment.stance]}>{t(`discussion.stance.${comment.stance}`)}</Pill>}{' '}
        <time datetime={comment.at}>{view.dateTime(comment.at)}</time>
        {comment.editedAt && ` · ${t('discussion.edited', { at: view.dateTime(comment.editedAt) })}`}
      </p>
      {comment.hiddenReason && (
        <p class="soft">{t('discussion.hidden', { reason: t(`discussion.reason.${comment.hiddenReason}`) })}</p>
      )}
      {!comment.hiddenReason && comment.html === null && <p class="soft">{t('discussion.removed')}</p>}
      {comment.html !== null && <Prose html={comment.html} lang={otherLang(comment.lang, view)} />}
      {children}
    </article>
  )
}
