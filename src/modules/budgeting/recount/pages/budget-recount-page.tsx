import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { ideaPath } from '../../idea.ts'
import type { BudgetDifferenceView, BudgetRecountView } from '../replies.ts'
import { DESK } from '../show-recount.ts'

/** Whether supports, ballots and results of budgets agree with their rows and with the public log. */
export function BudgetRecountPage({ reply, view }: { reply: BudgetRecountView; view: View }) {
  const { t } = view
  const { open, healed, checked } = reply
  return (
    <WorkPage view={view} title={t('budgeting.recount.title')} lead={t('budgeting.recount.lead')}>
      {open.length === 0 ? (
        <Notice kind="success" title={t('budgeting.recount.agree')} />
      ) : (
        <Notice kind="danger" title={t('budgeting.recount.open', { count: open.length })}>
          <p>{t('budgeting.recount.open.more')}</p>
        </Notice>
      )}
      {open.length > 0 && <Differences id="open" rows={open} view={view} />}
      <Section id="check" title={t('budgeting.recount.check')} note={t('budgeting.recount.check.note')}>
        <p>
          {checked
            ? t('budgeting.recount.checked', {
                at: view.dateTime(checked.at),
                entries: checked.index,
                ms: checked.ms,
              })
            : t('budgeting.recount.never-checked')}
        </p>
        <Form view={view} action={view.href(`${DESK}/checks`)}>
          <Button>{t('budgeting.recount.check-now')}</Button>
        </Form>
      </Section>
      {healed.length > 0 && <Differences id="healed" rows={healed} view={view} />}
    </WorkPage>
  )
}

function Differences({ id, rows, view }: { id: 'open' | 'healed'; rows: BudgetDifferenceView[]; view: View }) {
  const { t } = view
  const title = t(id === 'open' ? 'budgeting.recount.differences' : 'budgeting.recount.healed')
  return (
    <Section id={id} title={title}>
      <Table
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'process',
            header: t('budgeting.recount.budget'),
            names: true,
            cell: ({ process, idea }) => (
              <>
                <a href={view.href(`/processes/${process.number}-${process.slug}`)}>
                  {process.number}. {process.title}
                </a>
                {idea && (
                  <>
                    {', '}
                    <a href={view.href(ideaPath(idea))}>{t('budgeting.ideas.number', { number: idea.number })}</a>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'place',
            header: t('budgeting.recount.place'),
            cell: ({ place }) => t(`budgeting.recount.place.${place}`),
          },
          {
            key: 'expected',
            header: t('budgeting.recount.expected'),
            cell: ({ expected }) => inWords(expected, view),
          },
          { key: 'found', header: t('budgeting.recount.found'), cell: ({ found }) => inWords(found, view) },
          { key: 'since', header: t('budgeting.recount.since'), cell: ({ foundAt }) => view.dateTime(foundAt) },
          ...(id === 'healed'
            ? [
                {
                  key: 'until',
                  header: t('budgeting.recount.until'),
                  cell: ({ healedAt }: BudgetDifferenceView) => (healedAt ? view.dateTime(healedAt) : ''),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

function inWords(numbers: Record<string, number>, view: View): string {
  return Object.entries(numbers)
    .map(([name, value]) => view.t('budgeting.recount.number', { name, value }))
    .join(', ')
}
