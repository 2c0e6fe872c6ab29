import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Checkbox } from '#ui/components/Choices.tsx'
import { Details } from '#ui/components/Details.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Select } from '#ui/components/Select.tsx'
import { caseStates } from '../case.ts'
import type { WorkList } from '../replies.ts'
import { caseTone } from './case-tone.ts'
import { RunningClocks } from './clock-line.tsx'

/** An officer's cases, the law's nearest term on top. */
export function WorkListPage({ reply, view }: { reply: WorkList; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('petitions.answering.work.title')}
      lead={t('petitions.answering.work.lead', { total: reply.total, overdue: reply.overdue })}
      reply={reply}
      filters={reply.filter}
      empty={{
        title: t('petitions.answering.work.empty'),
        next: <a href={view.href('/work/cases?state=all')}>{t('petitions.answering.work.all')}</a>,
      }}
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
    >
      <Filters reply={reply} view={view} />
    </WorkQueuePage>
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
