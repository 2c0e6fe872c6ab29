import type { ComponentChildren } from 'preact'
import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb, type Crumb } from '#ui/components/Breadcrumb.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { IdeaList } from '../replies.ts'

/** The way from the process to its ideas. */
export function ideasCrumbs(process: IdeaList['process'], view: View): Crumb[] {
  return [
    ...processCrumbs(view, process),
    { path: `${processPath(process)}/ideas`, label: view.t('budgeting.ideas.title') },
  ]
}

/** A page of one person about ideas. */
export function IdeasFrame({
  view,
  title,
  crumbs,
  children,
}: {
  view: View
  title: string
  crumbs: Crumb[]
  children: ComponentChildren
}) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={crumbs} />
        {children}
      </Wrap>
    </Page>
  )
}
