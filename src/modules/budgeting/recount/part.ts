import Type from 'typebox'
import { administer } from '#commons/work/permission.ts'
import { form } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { askBudgetCheck, checkAfterNews, checkBudgetsJob } from './check-budgets.ts'
import { BudgetRecountPage } from './pages/budget-recount-page.tsx'
import { BudgetRecountView } from './replies.ts'
import { budgetAlarms, countDifferences, DESK, showBudgetRecount } from './show-recount.ts'

const showPage = page({
  name: 'showBudgetRecount',
  path: DESK,
  audience: 'personal',
  reply: BudgetRecountView,
  load: showBudgetRecount,
  html: (reply, view) => BudgetRecountPage({ reply, view }),
  unlisted: true,
})

const postCheck = action({
  name: 'checkBudgets',
  path: `${DESK}/checks`,
  audience: 'personal',
  body: form({}),
  status: 202,
  reply: Type.Object({ asked: Type.Literal(true) }),
  run: (ctx) => askBudgetCheck(ctx),
  form: showPage,
  done: () => DESK,
})

export const recounting: Part = {
  endpoints: [showPage, postCheck],
  timers: [{ name: 'budgeting.recount', everySeconds: 60, run: checkAfterNews }],
  jobs: [checkBudgetsJob as never],
  workspace: [
    {
      path: DESK,
      label: 'budgeting.recount.title',
      about: 'budgeting.recount.lead',
      permission: administer,
      waiting: async ({ db }) => ({ count: await countDifferences(db) }),
    },
  ],
  gauges: [
    {
      name: 'punte_budgeting_recount_differences',
      help: 'Numbers of budgets that do not agree with their rows or with the public log.',
      about: 'budgeting.recount.gauge',
      read: ({ db }) => countDifferences(db),
    },
  ],
  alarms: [budgetAlarms],
}
