import { type DatasetColumn, defineDataset } from '#commons/datasets/dataset.ts'
import type { BudgetStatistics } from './replies.ts'
import { showBudgetStatistics } from './show-statistics.ts'

export type BudgetRow = BudgetStatistics['items'][number]
const numbers = (['ideas', 'supports', 'funded', 'done', 'available', 'cost', 'contracted', 'paid'] as const).map(
  (name): DatasetColumn<BudgetRow> => ({
    name,
    type: 'integer',
    about: `budgeting.statistics.column.${name}`,
    of: (row) => row[name],
  }),
)

const turnout = (
  [
    ['ballots', 'ballots-told', ({ turnout }) => turnout.ballots],
    ['paper_given', 'paper-given', ({ turnout }) => turnout.paper?.given ?? null],
    ['paper_counted', 'paper-counted', ({ turnout }) => turnout.paper?.valid ?? null],
    ['paper_not_valid', 'paper-not-valid', ({ turnout }) => turnout.paper?.notValid ?? null],
  ] as const satisfies [string, string, DatasetColumn<BudgetRow>['of']][]
).map(
  ([name, about, of]): DatasetColumn<BudgetRow> => ({
    name,
    type: 'integer',
    about: `budgeting.statistics.column.${about}`,
    of,
  }),
)

/** One row a budget. */
export const budgets = defineDataset<BudgetRow>({
  name: 'budgets',
  operation: 'downloadProcessStatistics',
  title: 'budgeting.statistics.dataset',
  refresh: 'budgeting.statistics.refresh',
  path: '/processes/statistics/budgets',
  cacheSeconds: 300,
  columns: [
    { name: 'process', type: 'integer', about: 'budgeting.delivery.column.process', of: (row) => row.process.number },
    { name: 'title', type: 'text', about: 'budgeting.statistics.column.title', of: (row) => row.process.title },
    { name: 'place_name', type: 'text', about: 'budgeting.statistics.column.place', of: (row) => row.place },
    { name: 'currency', type: 'code', about: 'budgeting.delivery.column.currency', of: (row) => row.currency },
    ...numbers,
    ...turnout,
    {
      name: 'median_days',
      type: 'integer',
      about: 'budgeting.statistics.column.median-days',
      of: (row) => row.medianDays,
    },
  ],
  async rows(ctx) {
    const { items } = await showBudgetStatistics(ctx)
    return (async function* () {
      yield* items
    })()
  },
})
