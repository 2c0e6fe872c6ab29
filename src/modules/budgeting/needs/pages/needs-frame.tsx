import type { ComponentChildren } from 'preact'
import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import type { NeedList } from '../replies.ts'
import { needsCrumbs } from './needs-page.tsx'

interface Props {
  view: View
  process: NeedList['process']
  title: string
  lead?: ComponentChildren
  meta?: string | undefined
  /** Why nothing can be done now; null when it can. */
  shut: string | null
  levelEnough: boolean
  children: ComponentChildren
}

/** A page on which one takes part, or reads why not. */
export function NeedsFrame({ view, process, title, lead, meta, shut, levelEnough, children }: Props) {
  const { t } = view
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <Breadcrumb view={view} crumbs={needsCrumbs(process, view)} />
        <Measure>
          <Heading title={title} lead={lead} meta={meta} />
          {shut !== null ? (
            <EmptyState
              title={shut}
              next={
                <ButtonLink href={view.href(`${processPath(process)}/needs`)}>{t('budgeting.needs.look')}</ButtonLink>
              }
            />
          ) : levelEnough ? (
            children
          ) : (
            <Notice kind="warning" title={t('processes.level-too-weak')}>
              <p>
                <a href={view.href('/account/identity')}>{t('budgeting.ideas.raise-level')}</a>
              </p>
            </Notice>
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
