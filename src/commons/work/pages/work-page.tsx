import type { ComponentChildren } from 'preact'
import type { Lang, View } from '#kernel/i18n/view.ts'
import { Breadcrumb, type Crumb } from '#ui/components/Breadcrumb.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'

interface WorkPageProps {
  view: View
  title: string
  /** Language of the title, when a person wrote it. */
  titleLang?: Lang | undefined
  lead?: ComponentChildren
  meta?: ComponentChildren
  /** Between the hub and this page. */
  crumbs?: Crumb[] | undefined
  children: ComponentChildren
}

/** A page of a workspace: the way back to the hub, title, the work. */
export function WorkPage({ view, title, titleLang, lead, meta, crumbs = [], children }: WorkPageProps) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <WorkCrumbs view={view} crumbs={crumbs} />
        <div class="stack-wide">
          <Heading title={title} titleLang={titleLang} lead={lead} meta={meta} />
          {children}
        </div>
      </Wrap>
    </Page>
  )
}

/** The way back to the hub, for pages of a workspace that have a frame of their own. */
export function WorkCrumbs({ view, crumbs = [] }: { view: View; crumbs?: Crumb[] }) {
  return <Breadcrumb view={view} crumbs={[{ path: '/work', label: view.t('work.title') }, ...crumbs]} />
}
