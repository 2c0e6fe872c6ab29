import type { ComponentChildren } from 'preact'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import type { IdeaDeskView } from '../replies.ts'

export interface StepProps {
  reply: IdeaDeskView
  view: View
  form: FormState
}

/** A page for one act on an idea; without its form when the act is not the viewer's, or not now. */
export function IdeaWorkPage({
  reply,
  view,
  title,
  lead,
  may,
  children,
}: {
  reply: IdeaDeskView
  view: View
  title: string
  lead?: string | undefined
  may: boolean
  children: ComponentChildren
}) {
  const { t } = view
  return (
    <WorkPage
      view={view}
      title={title}
      lead={lead}
      crumbs={[
        { path: '/work/ideas', label: t('budgeting.review.desk') },
        { path: `/work/ideas/${reply.idea.number}`, label: reply.idea.title },
      ]}
    >
      <Measure>
        {may ? children : <Notice title={t(reply.own ? 'budgeting.review.own-idea' : 'budgeting.review.not-now')} />}
      </Measure>
    </WorkPage>
  )
}
