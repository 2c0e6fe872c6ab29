import type { Part } from '#kernel/module.ts'
import { datasets } from './datasets.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { decideProjects, deliverProjects } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { hearingDays } from './settings.ts'
import { projectsWaiting } from './show-desk.ts'

export const delivery: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [deliverProjects, decideProjects],
  settings: [hearingDays],
  publicDatasets: datasets.map(({ dataset }) => dataset),
  workspace: [
    {
      path: '/work/projects',
      label: 'budgeting.delivery.queue',
      about: 'budgeting.delivery.queue.about',
      permission: deliverProjects,
      waiting: projectsWaiting,
    },
  ],
}
