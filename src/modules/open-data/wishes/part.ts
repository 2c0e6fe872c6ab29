import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { wishSubject } from './act-subject.ts'
import { seedDemoWishes } from './demo/seed-wishes.ts'
import { endpoints } from './endpoints.ts'
import { fulfilWishes } from './fulfil-wishes.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { flaggedWaiting } from './moderate-wishes.ts'
import { wishNews } from './news.ts'
import { MODERATION } from './pages/moderation-pages.tsx'
import { answerWishes, moderateWishes } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { wishesWaiting } from './show-wish.ts'

/** What people wish were open data, and what institutions say to it. */
export const wishes: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [answerWishes, moderateWishes],
  actSubjects: [wishSubject],
  notices: [wishNews],
  jobs: [wishNews.job as Job<never>],
  timers: [{ name: 'open-data.fulfil-wishes', everySeconds: 30, run: fulfilWishes }],
  seed: [{ name: 'open-data.wishes.demo-crowd', demo: true, run: seedDemoWishes }],
  workspace: [
    {
      path: '/work/data-wishes',
      label: 'open-data.wishes.desk',
      about: 'open-data.wishes.desk.lead',
      permission: answerWishes,
      waiting: wishesWaiting,
    },
    {
      path: MODERATION,
      label: 'open-data.wishes.moderation',
      about: 'open-data.wishes.moderation.lead',
      permission: moderateWishes,
      waiting: flaggedWaiting,
    },
  ],
}
