import type { Part } from '#kernel/module.ts'
import { seedDemoBudgets } from './seed-budgets.ts'
import { budgetTour } from './tour.ts'

export const demo: Part = {
  tour: budgetTour,
  seed: [{ name: 'budgeting.demo-crowd', demo: true, run: seedDemoBudgets }],
}
