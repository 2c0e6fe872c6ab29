import type { ComponentChildren } from 'preact'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import type { IdeaDeskView } from '../replies.ts'
import { IdeaSaid } from './idea-said.tsx'

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
  reads = false,
  children,
}: {
  reply: IdeaDeskView
  view: View
  title: string
  lead?: string | undefined
  may: boolean
  /** The idea is to be read here; otherwise it is at hand. */
  reads?: boolean
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
        { path: `/work/ideas/${reply.idea.number}`, label: reply.idea.title, lang: reply.idea.lang },
      ]}
    >
      <Measure>
        <Details summary={t('budgeting.review.idea')} open={reads}>
          <p lang={reply.idea.lang}>
            <strong>{reply.idea.title}</strong>
          </p>
          <IdeaSaid reply={reply} view={view} />
        </Details>
        {may ? children : <Notice title={t(reply.own ? 'budgeting.review.own-idea' : 'budgeting.review.not-now')} />}
      </Measure>
    </WorkPage>
  )
}
