import type { View } from '#kernel/i18n/view.ts'
import { discussionPath } from '../discussable.ts'

/** The way from a subject's page to its discussion. @param comments what `commentsLine` counted */
export function DiscussionLink({
  view,
  kind,
  number,
  comments,
}: {
  view: View
  kind: string
  number: number
  comments: number
}) {
  return <a href={view.href(discussionPath({ kind, number }))}>{view.t('discussion.comments', { count: comments })}</a>
}
