import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Select } from '#ui/components/Select.tsx'
import { caseStates } from '../case.ts'
import type { WorkList } from '../replies.ts'
import { caseTone } from './case-tone.ts'
import { RunningClocks } from './clock-line.tsx'

/** An officer's cases, the law's nearest term on top. */
export function WorkListPage({ reply, view }: { reply: WorkList; view: View }) {
  const { t } = view
  const title = t('petitions.answering.work.title')
  return (
    <Page view={view} title={title} noindex>
      <Wrap>
        <WorkCrumbs view={view} />
        <div class="stack-wide">
          <Heading
            title={title}
            lead={t('petitions.answering.work.lead', { total: reply.total, overdue: reply.overdue })}
          />
          <Filters reply={reply} view={view} />
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('petitions.answering.work.empty')}
              next={<a href={view.href('/work/cases?state=all')}>{t('petitions.answering.work.all')}</a>}
            />
          ) : (
            <QueueTable
              view={view}
              caption={title}
              captionHidden
              rows={reply.items}
              rowKey={(row) => row.id}
              href={(row) => view.href(`/work/cases/${row.id}`)}
              title={(row) => row.title}
              titleLang={(row) => row.lang}
              titleHeader={t('petitions.answering.work.petition')}
              columns={[
                {
                  key: 'clocks',
                  header: t('petitions.answering.work.clocks'),
                  cell: (row) => <RunningClocks clocks={row.clocks} view={view} />,
                },
                {
                  key: 'state',
                  header: t('petitions.answering.work.state'),
                  cell: (row) => <Pill tone={caseTone(row.state)}>{t(`petitions.answering.state.${row.state}`)}</Pill>,
                },
                {
                  key: 'number',
                  header: t('petitions.answering.work.number'),
                  numeric: true,
                  cell: (row) => row.number,
                },
                {
                  key: 'signatures',
                  header: t('petitions.signatures'),
                  numeric: true,
                  cell: (row) => view.number(row.signatures),
                },
                {
                  key: 'responsible',
                  header: t('petitions.answering.work.responsible'),
                  cell: (row) => row.responsible ?? '—',
                },
              ]}
            />
          )}
          <Pagination view={view} next={reply.next ? addressOf(reply, view, reply.next) : undefined} />
        </div>
      </Wrap>
    </Page>
  )
}

function Filters({ reply, view }: { reply: WorkList; view: View }) {
  const { t } = view
  const { filter } = reply
  const filtered = filter.state !== 'open' || filter.responsible !== null || filter.overdue
  return (
    <Details summary={t('petitions.answering.work.filter')} open={filtered}>
      <FilterForm view={view} action={view.href('/work/cases')} label={t('petitions.answering.work.filter')}>
        <Select
          view={view}
          name="state"
          label={t('petitions.answering.work.state')}
          value={filter.state}
          options={[
            { value: 'open', label: t('petitions.answering.work.open') },
            ...caseStates
              .filter((state) => state !== 'waiting')
              .map((state) => ({ value: state, label: t(`petitions.answering.state.${state}`) })),
            { value: 'all', label: t('petitions.answering.work.every') },
          ]}
        />
        <Select
          view={view}
          name="responsible"
          label={t('petitions.answering.work.responsible')}
          required={false}
          value={filter.responsible ?? ''}
          empty={t('petitions.answering.work.anybody')}
          options={reply.officers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Checkbox
          view={view}
          name="overdue"
          label={t('petitions.answering.work.only-overdue')}
          checked={filter.overdue}
        />
      </FilterForm>
    </Details>
  )
}

function addressOf({ filter }: WorkList, view: View, after: string): string {
  return view.href('/work/cases') + searchOfRead({ ...filter, after })
}
