import { after } from '#kernel/clock.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { reuseSubject } from './act-subject.ts'
import { keepBadges } from './badges/keep-badges.ts'
import { datasetsDiscussion } from './dataset-discussion.ts'
import { datasetsCited } from './datasets-cited.ts'
import { seedDemoAround } from './demo/seed-around.ts'
import { endpoints } from './endpoints.ts'
import { datasetsToFollow, institutionsToFollow } from './follow/following.ts'
import { datasetNews } from './follow/news.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { moderateReuses, reviewReuses } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { reusesForModerators, reusesForOfficers } from './show-queue.ts'
import { forgetRefused } from './store.ts'

/** Long enough to mend what was refused. */
const REFUSED_DAYS = 180

const forgetRefusedJob: Job = {
  name: 'open-data.forget-refused-reuses',
  schedule: '20 3 * * *',
  repeat: 'deletes what is too old',
  run: ({ db, clock }) => forgetRefused(db, after(clock.now(), -REFUSED_DAYS * 86_400)),
}

/** What stands around data: what others made of it, say about it and follow of it, and where it is cited. */
export const around: Part = {
  endpoints,
  permissions: [reviewReuses, moderateReuses],
  personalData,
  ledgerEntries,
  actSubjects: [reuseSubject],
  discussable: [datasetsDiscussion],
  followable: [datasetsToFollow, institutionsToFollow],
  news: [datasetNews],
  citable: [datasetsCited],
  seed: [{ name: 'open-data.around.demo-crowd', demo: true, run: seedDemoAround }],
  jobs: [forgetRefusedJob as Job<never>],
  timers: [{ name: 'open-data.keep-badges', everySeconds: 300, run: keepBadges }],
  workspace: [
    {
      path: '/work/data-reuses',
      label: 'open-data.around.desk',
      about: 'open-data.around.desk.lead',
      permission: reviewReuses,
      waiting: reusesForOfficers,
    },
    {
      path: '/work/data-reuses',
      label: 'open-data.around.desk.places',
      about: 'open-data.around.desk.places.lead',
      permission: moderateReuses,
      waiting: reusesForModerators,
    },
  ],
}
