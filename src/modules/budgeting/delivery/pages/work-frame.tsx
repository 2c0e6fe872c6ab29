import type { ComponentChildren } from 'preact'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Crumb } from '#ui/components/Breadcrumb.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import type { ProjectDeskView } from '../replies.ts'

export interface DeskProps<Reply extends ProjectDeskView = ProjectDeskView> {
  reply: Reply
  view: View
  form: FormState
}

export const deskPath = ({ process, number }: Pick<ProjectDeskView, 'process' | 'number'>) =>
  `/work/processes/${process.number}/delivery/${number}`

export function deskCrumbs({ process }: Pick<ProjectDeskView, 'process'>, { t }: View): Crumb[] {
  return [
    { path: '/work/projects', label: t('budgeting.delivery.queue') },
    { path: `/work/processes/${process.number}/delivery`, label: process.title },
  ]
}

interface FrameProps {
  reply: ProjectDeskView
  view: View
  title: string
  lead?: string | undefined
  may: boolean
  children: ComponentChildren
}

/** A page for one act on a project; without its form when it is not the time for it. */
export function WorkFrame({ reply, view, title, lead, may, children }: FrameProps) {
  return (
    <WorkPage
      view={view}
      title={title}
      lead={lead}
      crumbs={[...deskCrumbs(reply, view), { path: deskPath(reply), label: reply.title, lang: reply.lang }]}
    >
      <Measure>{may ? children : <Notice title={view.t('budgeting.review.not-now')} />}</Measure>
    </WorkPage>
  )
}
