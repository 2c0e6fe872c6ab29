import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { MineView } from './replies.ts'

interface Props {
  view: View
  title: string
  /** Of the pages below the petition's own one. */
  petition?: Pick<MineView, 'number' | 'title'> | undefined
  children: ComponentChildren
}

/** Around the starter's pages: for nobody else, so never indexed. */
export function MineFrame({ view, title, petition, children }: Props) {
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/account/petitions', label: view.t('petitions.start.own.title') },
            ...(petition ? [{ path: `/petitions/${petition.number}/mine`, label: petition.title }] : []),
          ]}
        />
        <Measure>{children}</Measure>
      </Wrap>
    </Page>
  )
}
