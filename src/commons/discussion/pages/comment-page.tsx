import type { View } from '#kernel/i18n/view.ts'
import { Pagination } from '#ui/components/Pagination.tsx'
import type { CommentView } from '../replies.ts'
import { CommentThread, commentPath } from './comment-thread.tsx'
import { Frame } from './frame.tsx'

/** One comment with all its answers. */
export function CommentPage({ reply, view }: { reply: CommentView; view: View }) {
  const { subject, comment, answers, next } = reply
  return (
    <Frame view={view} subject={subject} title={view.t('discussion.comment')}>
      <div id={`comment-${comment.id}`}>
        <CommentThread subject={subject} comment={comment} answers={answers} view={view} />
      </div>
      <Pagination
        view={view}
        next={next ? view.href(`${commentPath(subject, comment.id)}?after=${next}`) : undefined}
      />
    </Frame>
  )
}
