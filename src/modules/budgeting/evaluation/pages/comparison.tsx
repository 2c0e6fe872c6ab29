import type { View } from '#kernel/i18n/view.ts'
import { Bars } from '#ui/components/Bars.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { ComparedRule, Comparison } from '../replies.ts'

interface Props {
  view: View
  comparison: Comparison
  /** How a sum is written; votes of elsewhere have their own currencies. */
  money: (minor: number) => string
}

/** What each rule would have chosen: how it is for voters, as bars and in a table, and project by project. */
export function ComparisonTables({ view, comparison, money }: Props) {
  const { t } = view
  const { rules, projects } = comparison
  return (
    <>
      <Bars
        label={t('budgeting.evaluation.chart')}
        bars={rules.map((one) => ({
          key: one.rule,
          label: named(one, view),
          value: one.meanWinners,
          said: t('budgeting.evaluation.mean-of', { mean: hundredths(one.meanWinners, view) }),
          strong: one.own,
        }))}
      />
      <Table
        caption={t('budgeting.evaluation.rules')}
        rows={rules}
        rowKey={({ rule }) => rule}
        columns={[
          { key: 'rule', header: t('budgeting.evaluation.rule'), names: true, cell: (one) => named(one, view) },
          {
            key: 'projects',
            header: t('budgeting.evaluation.funded'),
            numeric: true,
            cell: ({ selected }) => view.number(selected.length),
          },
          { key: 'cost', header: t('budgeting.evaluation.spent'), numeric: true, cell: ({ cost }) => money(cost) },
          {
            key: 'excluded',
            header: t('budgeting.result.with-nothing'),
            numeric: true,
            cell: ({ excluded }) => `${view.number(Math.round(excluded * 1000) / 10)} %`,
          },
          {
            key: 'mean',
            header: t('budgeting.result.mean'),
            numeric: true,
            cell: ({ meanWinners }) => hundredths(meanWinners, view),
          },
        ]}
      />
      <Table
        caption={t('budgeting.evaluation.projects')}
        rows={projects}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'title',
            header: t('budgeting.vote.project'),
            names: true,
            cell: ({ title, lang }) => <span lang={lang ?? undefined}>{title}</span>,
          },
          { key: 'cost', header: t('budgeting.vote.cost'), numeric: true, cell: ({ cost }) => money(cost) },
          ...rules.map((one) => ({
            key: one.rule,
            header: named(one, view),
            cell: ({ id }: { id: string }) =>
              one.selected.includes(id) ? t('budgeting.evaluation.yes') : t('budgeting.evaluation.no'),
          })),
        ]}
      />
    </>
  )
}

function named({ rule, own }: ComparedRule, { t }: View): string {
  const name = t(`budgeting.rule.${rule}`)
  return own ? t('budgeting.evaluation.in-force', { rule: name }) : name
}

const hundredths = (n: number, view: View) => view.number(Math.round(n * 100) / 100)
