import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { evaluateDecided } from './evaluate-process.ts'

/** What other rules would have chosen, once the council has decided. */
export const evaluation: Part = {
  endpoints,
  jobs: [
    {
      name: 'budgeting.evaluate-decided',
      schedule: '*/5 * * * *',
      repeat: 'evaluates only what is not evaluated yet',
      run: evaluateDecided,
    },
  ],
}
