import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { forgetOldVoters } from './forget-voters.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { personalData } from './personal-data.ts'
import { levelWithoutRoll } from './settings.ts'
import { tellVoid } from './tell-void.ts'

export const vote: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  settings: [levelWithoutRoll],
  jobs: [
    {
      name: 'budgeting.forget-voters',
      schedule: '20 2 * * *',
      repeat: 'takes only what is still there',
      run: forgetOldVoters,
    },
    tellVoid as Job<never>,
  ],
}
