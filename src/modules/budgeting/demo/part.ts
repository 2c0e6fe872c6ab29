import type { Part } from '#kernel/module.ts'
import { seedDemoBudgets } from './seed-budgets.ts'

export const demo: Part = { seed: [{ name: 'budgeting.demo-crowd', demo: true, run: seedDemoBudgets }] }
