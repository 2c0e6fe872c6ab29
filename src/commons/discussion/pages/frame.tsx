import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
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
export function Frame({ view, subject, title, lead, children }: Props) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: subject.path, label: subject.title },
            { path: discussionPath(subject), label: view.t('discussion.title') },
          ]}
        />
        <Measure>
          <Heading title={title} lead={lead ?? subject.title} />
          {children}
        </Measure>
      </Wrap>
    </Page>
  )
}
