import type { Part } from '#kernel/module.ts'
import { forget, lapse, stand } from './jobs.ts'
import { queueWaiting } from './list-queue.ts'
import { moderatePetitions } from './permissions.ts'
import { publicEndpoints } from './public-endpoints.ts'
import { appealDays, flagDays, moderationDays } from './settings.ts'
import { workEndpoints } from './work-endpoints.ts'

export const moderation: Part = {
  endpoints: [...publicEndpoints, ...workEndpoints],
  jobs: [lapse, stand, forget],
  settings: [moderationDays, appealDays, flagDays],
  permissions: [moderatePetitions],
  workspace: [
    {
      path: '/work/moderation',
      label: 'petitions.moderation.queue',
      about: 'petitions.moderation.queue.lead',
      permission: moderatePetitions,
      waiting: queueWaiting,
    },
  ],
}
