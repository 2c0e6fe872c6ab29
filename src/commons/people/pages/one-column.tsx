import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb, type Crumb } from '#ui/components/Breadcrumb.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'

interface Props {
  view: View
  title: string
  crumbs?: Crumb[]
  children: ComponentChildren
}

/** A personal page: one column, not for search engines. */
export function OneColumn({ view, title, crumbs, children }: Props) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        {crumbs && <Breadcrumb view={view} crumbs={crumbs} />}
        <Measure>{children}</Measure>
      </Wrap>
    </Page>
  )
}
