import { processPath } from '#commons/processes/process.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { PointMap } from '#ui/components/PointMap.tsx'
import { Table } from '#ui/components/Table.tsx'
import { ideaPath } from '../../idea.ts'
import type { IdeaMap } from '../replies.ts'
import { ideasCrumbs } from './ideas-frame.tsx'

/** Where the ideas of a process are: drawn, and as a table of the same. */
export function IdeaMapPage({ reply, view }: { reply: IdeaMap; view: View }) {
  const { t } = view
  const { process, items } = reply
  const title = t('budgeting.ideas.map')
  return (
    <Page view={view} title={`${title}: ${process.title}`} description={t('budgeting.ideas.map.lead')}>
      <Wrap>
        <Breadcrumb view={view} crumbs={ideasCrumbs(process, view)} />
        <div class="stack-wide">
          <Heading title={title} lead={t('budgeting.ideas.map.lead')} />
          {items.length === 0 ? (
            <EmptyState
              title={t('budgeting.ideas.map.none')}
              next={<a href={view.href(`${processPath(process)}/ideas`)}>{t('budgeting.ideas.title')}</a>}
            />
          ) : (
            <>
              <PointMap
                view={view}
                label={title}
                points={items.map((item) => ({
                  latitude: item.latitude,
                  longitude: item.longitude,
                  mark: String(item.number),
                  label: item.title,
                  href: view.href(ideaPath(item)),
                  place: item.place,
                }))}
              />
              {reply.more && <p class="soft">{t('budgeting.ideas.map.more', { count: items.length })}</p>}
              <Table
                caption={t('budgeting.ideas.map.table')}
                rows={items}
                rowKey={({ number }) => number}
                columns={[
                  {
                    key: 'idea',
                    header: t('budgeting.ideas.idea'),
                    names: true,
                    cell: (item) => (
                      <a href={view.href(ideaPath(item))}>
                        {item.number}. <span lang={item.lang}>{item.title}</span>
                      </a>
                    ),
                  },
                  { key: 'place', header: t('budgeting.ideas.place'), cell: ({ place }) => place },
                  {
                    key: 'address',
                    header: t('budgeting.ideas.address'),
                    cell: ({ address, lang }) => address && <span lang={lang}>{address}</span>,
                  },
                ]}
              />
            </>
          )}
        </div>
      </Wrap>
    </Page>
  )
}
