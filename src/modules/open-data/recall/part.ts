import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { allBreachesWaiting, breachesWaiting } from './breach/show-breaches.ts'
import { clearCopies, clearCopiesJob } from './clear-copies.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { filesToFollow, recallNews } from './news.ts'
import { recallAnyData, recallData } from './permissions.ts'
import { personalData } from './personal-data.ts'

/** Versions taken down and corrected, and what follows from it. */
export const recall: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [recallData, recallAnyData],
  followable: [filesToFollow],
  notices: [recallNews],
  jobs: [clearCopiesJob as Job<never>, recallNews.job as Job<never>],
  // What an act's own job left: its worker was killed, or a disk was away.
  timers: [{ name: 'open-data.clear-recalled', everySeconds: 30, run: clearCopies }],
  workspace: [
    {
      path: '/work/data-recalls',
      label: 'open-data.recall.desk',
      about: 'open-data.recall.desk.lead',
      permission: recallData,
      waiting: breachesWaiting,
    },
    {
      path: '/work/data-recalls',
      label: 'open-data.recall.desk.all',
      about: 'open-data.recall.desk.all.lead',
      permission: recallAnyData,
      waiting: allBreachesWaiting,
    },
  ],
}
