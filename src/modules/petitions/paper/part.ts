import type { Part } from '#kernel/module.ts'
import { moderatePetitions } from '../moderation/permissions.ts'
import { endpoints } from './endpoints.ts'
import { forgetScans } from './forget-scans.ts'
import { recordPaper } from './permissions.ts'
import { paperCounts, paperScanDays } from './settings.ts'
import { countsWaiting } from './show-batches.ts'

export const paper: Part = {
  endpoints,
  jobs: [
    {
      name: 'petitions.forget-paper-scans',
      schedule: '50 1 * * *',
      repeat: 'deletes what is still there',
      run: (services) => forgetScans(services),
    },
  ],
  settings: [paperCounts, paperScanDays],
  permissions: [recordPaper],
  // Moderators only look: every act asks for recordPaper.
  workspace: [recordPaper, moderatePetitions].map((permission) => ({
    path: '/work/paper',
    label: 'petitions.paper.title',
    about: 'petitions.paper.lead' as const,
    permission,
    waiting: countsWaiting,
  })),
}
