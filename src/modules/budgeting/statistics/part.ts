import { type DatasetColumn, defineDataset } from '#commons/datasets/dataset.ts'
import { page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { byNumber } from '../vote/fields.ts'
import { BudgetStatisticsPage } from './pages/budget-statistics-page.tsx'
import { ProcessStatisticsPage } from './pages/process-statistics-page.tsx'
import { refreshStatistics } from './refresh-statistics.ts'
import { BudgetStatistics, ProcessStatistics } from './replies.ts'
import { showBudgetStatistics, showProcessStatistics } from './show-statistics.ts'

const showOne = page({
  name: 'showProcessStatistics',
  path: '/processes/:number/statistics',
  params: byNumber,
  reply: ProcessStatistics,
  load: showProcessStatistics,
  html: (reply, view) => ProcessStatisticsPage({ reply, view }),
})

const showAll = page({
  name: 'showBudgetStatistics',
  path: '/processes/statistics',
  reply: BudgetStatistics,
  load: showBudgetStatistics,
  html: (reply, view) => BudgetStatisticsPage({ reply, view }),
})

type Row = BudgetStatistics['items'][number]
const numbers = (['ideas', 'supports', 'funded', 'done', 'available', 'cost', 'contracted', 'paid'] as const).map(
  (name): DatasetColumn<Row> => ({
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
  ] as const satisfies [string, string, DatasetColumn<Row>['of']][]
).map(
  ([name, about, of]): DatasetColumn<Row> => ({
    name,
    type: 'integer',
    about: `budgeting.statistics.column.${about}`,
    of,
  }),
)

/** One row a budget. */
const budgets = defineDataset<Row>({
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

export const statistics: Part = {
  endpoints: [showOne, showAll, ...budgets.endpoints],
  timers: [{ name: 'budgeting.refresh-statistics', everySeconds: 300, run: refreshStatistics }],
  publicDatasets: [budgets.dataset],
}
