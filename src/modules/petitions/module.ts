import { defineModule } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { foldCounts } from './fold-counts.ts'
import { forgetRequests } from './forget-requests.ts'
import { gatheringNow } from './gathering-now.ts'
import { REQUEST_DAYS } from './request-signature.ts'
import { seedDemo } from './seed-demo.ts'

export default defineModule({
  name: 'petitions',
  endpoints,
  nav: [{ path: '/petitions', label: 'petitions.nav' }],
  seed: [{ name: 'petitions.demo', demo: true, run: seedDemo }],
  timers: [
    { name: 'petitions.fold-counts', everySeconds: 2, run: foldCounts },
    { name: 'petitions.forget-requests', everySeconds: 3600, run: forgetRequests },
  ],
  home: [gatheringNow],
  personalData: [
    {
      what: 'petitions.personal-data.request',
      why: 'petitions.personal-data.request.why',
      kept: { key: 'petitions.personal-data.request.long', args: { days: REQUEST_DAYS } },
    },
    {
      what: 'petitions.personal-data.signature',
      why: 'petitions.personal-data.signature.why',
      kept: { key: 'petitions.personal-data.signature.long' },
    },
  ],
})
