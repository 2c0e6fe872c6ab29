import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { money } from '../../money.ts'
import type { BudgetStatistics } from '../replies.ts'

type Row = BudgetStatistics['items'][number]

/** All budgets side by side. */
export function BudgetStatisticsPage({ reply, view }: { reply: BudgetStatistics; view: View }) {
  const { t } = view
  const title = t('budgeting.statistics.all')
  const count = (key: 'ideas' | 'ballots' | 'funded' | 'done', of: (row: Row) => number) => ({
    key,
    header: t(`budgeting.statistics.column.${key}`),
    numeric: true,
    cell: (row: Row) => view.number(of(row)),
  })
  const sum = (key: 'available' | 'paid') => ({
    key,
    header: t(`budgeting.statistics.column.${key}`),
    numeric: true,
    cell: (row: Row) => money(view, row[key], row.currency),
  })
  return (
    <Page view={view} title={title} description={t('budgeting.statistics.all.lead')}>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/processes', label: t('processes.title') }]} />
        <div class="stack-wide">
          <Heading
            title={title}
            lead={t('budgeting.statistics.all.lead')}
            meta={reply.asOf ? t('budgeting.statistics.as-of', { time: view.dateTime(reply.asOf) }) : undefined}
          />
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('budgeting.statistics.none')}
              next={<a href={view.href('/processes')}>{t('processes.title')}</a>}
            />
          ) : (
            <Table
              caption={title}
              captionHidden
              rows={reply.items}
              rowKey={({ process }) => process.number}
              columns={[
                {
                  key: 'process',
                  header: t('budgeting.review.process'),
                  names: true,
                  cell: ({ process }) => (
                    <a href={view.href(`/processes/${process.number}/statistics`)}>{process.title}</a>
                  ),
                },
                count('ideas', ({ ideas }) => ideas),
                count('ballots', ({ turnout }) => turnout.ballots),
                count('funded', ({ funded }) => funded),
                count('done', ({ done }) => done),
                sum('available'),
                sum('paid'),
              ]}
            />
          )}
          <Section id="data" title={t('budgeting.delivery.data')} note={t('budgeting.statistics.refresh')}>
            <p>
              {t('budgeting.statistics.dataset')}: <a href="/processes/statistics/budgets.csv">CSV</a>{' '}
              <a href="/processes/statistics/budgets.json">JSON</a>
            </p>
          </Section>
        </div>
      </Wrap>
    </Page>
  )
}
