import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { discussionPath } from '../discussable.ts'
import type { SubjectLine } from '../replies.ts'

interface Props {
  view: View
  subject: SubjectLine
  title: string
  lead?: ComponentChildren
  children: ComponentChildren
}

/** A page about one comment: the way back to the subject and to its discussion. */
export function Frame({ subject, lead = subject.title, ...page }: Props) {
  const crumbs = [
    { path: subject.path, label: subject.title },
    { path: discussionPath(subject), label: page.view.t('discussion.title') },
  ]
  return <ColumnPage {...page} lead={lead} crumbs={crumbs} noindex close />
}
