import type { View } from '#kernel/i18n/view.ts'
import { Bars } from '#ui/components/Bars.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { ComparedRule, Comparison } from '../replies.ts'

interface Props {
  view: View
  comparison: Comparison
  /** How a sum is written; votes of elsewhere have their own currencies. */
  money: (minor: number) => string
}

/** What each rule would have chosen: how it is for voters as bars; then, folded, all figures, and project by project. */
export function ComparisonTables({ view, comparison, money }: Props) {
  const { t } = view
  return (
    <>
      <Bars
        label={t('budgeting.evaluation.chart')}
        captioned
        bars={comparison.rules.map((one) => ({
          key: one.rule,
          label: named(one, view),
          value: one.meanWinners,
          said: t('budgeting.evaluation.mean-of', { mean: hundredths(one.meanWinners, view) }),
          strong: one.own,
        }))}
      />
      <div>
        <Details summary={t('budgeting.evaluation.rules')} printed>
          <RulesTable view={view} comparison={comparison} money={money} />
        </Details>
        <Details summary={t('budgeting.evaluation.projects')} printed>
          <ProjectsTable view={view} comparison={comparison} money={money} />
        </Details>
      </div>
    </>
  )
}

function RulesTable({ view, comparison, money }: Props) {
  const { t } = view
  return (
    <Table
      caption={t('budgeting.evaluation.rules')}
      captionHidden
      rows={comparison.rules}
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
  )
}

/** A column for each rule would be nine lines for each project on a phone: the rules that fund it stand in one. */
function ProjectsTable({ view, comparison: { projects, rules }, money }: Props) {
  const { t } = view
  return (
    <Table
      caption={t('budgeting.evaluation.projects')}
      captionHidden
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
        {
          key: 'rules',
          header: t('budgeting.evaluation.by'),
          cell: ({ id }) => {
            const funding = rules.filter(({ selected }) => selected.includes(id))
            if (funding.length === rules.length) return t('budgeting.evaluation.by.all', { count: rules.length })
            if (funding.length === 0) return t('budgeting.evaluation.by.none')
            return t('budgeting.evaluation.by.some', {
              count: funding.length,
              all: rules.length,
              // Names of rules hold commas.
              rules: funding.map((one) => named(one, view)).join('; '),
            })
          },
        },
      ]}
    />
  )
}

function named({ rule, own }: ComparedRule, { t }: View): string {
  const name = t(`budgeting.rule.${rule}`)
  return own ? t('budgeting.evaluation.in-force', { rule: name }) : name
}

const hundredths = (n: number, view: View) => view.number(Math.round(n * 100) / 100)
