import { page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { byNumber } from '../vote/fields.ts'
import { budgets } from './datasets.ts'
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

export const statistics: Part = {
  endpoints: [showOne, showAll, ...budgets.endpoints],
  timers: [{ name: 'budgeting.refresh-statistics', everySeconds: 300, run: refreshStatistics }],
  publicDatasets: [budgets.dataset],
}
