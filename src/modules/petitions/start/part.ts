import type { Part } from '#kernel/module.ts'
import { draftEndpoints } from './draft/endpoints.ts'
import { startJobs } from './jobs.ts'
import { mineEndpoints } from './mine/endpoints.ts'
import { startData } from './personal-data.ts'
import { foldRequests } from './request-tally.ts'
import { startSettings } from './settings.ts'
import { supportEndpoints } from './support/endpoints.ts'

export const start: Part = {
  endpoints: [...draftEndpoints, ...supportEndpoints, ...mineEndpoints],
  jobs: startJobs,
  timers: [{ name: 'petitions.fold-requests', everySeconds: 60, run: foldRequests }],
  settings: startSettings,
  personalData: startData,
}
