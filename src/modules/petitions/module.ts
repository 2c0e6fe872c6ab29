import { defineModule } from '#kernel/module.ts'
import { answering } from './answering/part.ts'
import { endpoints } from './endpoints.ts'
import { fraud } from './fraud/part.ts'
import { gatheringNow } from './gathering-now.ts'
import { moderation } from './moderation/part.ts'
import type { Part } from './part.ts'
import { seedDemo } from './seed-demo.ts'
import { signing } from './signing/part.ts'
import { REQUEST_DAYS } from './signing/request-signature.ts'
import { NAMES_DAYS } from './signing/settings.ts'
import { start } from './start/part.ts'
import { statistics } from './statistics/part.ts'

const reading: Part = {
  endpoints,
  seed: [{ name: 'petitions.demo', demo: true, run: seedDemo }],
}
const parts: Part[] = [start, reading, signing, moderation, answering, statistics, fraud]

export default defineModule({
  name: 'petitions',
  nav: [
    { path: '/petitions', label: 'petitions.nav' },
    { path: '/petitions/statistics', label: 'petitions.statistics.nav' },
  ],
  publicDatasets: parts.flatMap((part) => part.publicDatasets ?? []),
  // In this order: '/petitions/new' must be known before '/petitions/:number' is read as a number.
  endpoints: parts.flatMap((part) => part.endpoints ?? []),
  jobs: parts.flatMap((part) => part.jobs ?? []),
  timers: parts.flatMap((part) => part.timers ?? []),
  settings: parts.flatMap((part) => part.settings ?? []),
  permissions: parts.flatMap((part) => part.permissions ?? []),
  workspace: parts.flatMap((part) => part.workspace ?? []),
  notices: parts.flatMap((part) => part.notices ?? []),
  seed: parts.flatMap((part) => part.seed ?? []),
  home: [gatheringNow],
  personalData: [
    ...parts.flatMap((part) => part.personalData ?? []),
    {
      what: 'petitions.personal-data.request',
      why: 'petitions.personal-data.request.why',
      kept: { key: 'petitions.personal-data.request.long', args: { days: REQUEST_DAYS } },
    },
    {
      what: 'petitions.personal-data.signature',
      why: 'petitions.personal-data.signature.why',
      kept: { key: 'petitions.personal-data.signature.long', args: { days: NAMES_DAYS } },
    },
  ],
})
