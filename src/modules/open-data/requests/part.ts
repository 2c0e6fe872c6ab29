import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { requestSubject } from './act-subject.ts'
import { seedDemoRequests } from './demo/seed-requests.ts'
import { endpoints } from './endpoints.ts'
import { eraseOldRequests } from './erase-old.ts'
import { outcomesCiting } from './outcomes-citing.ts'
import { answerRequests } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { remindOfRequests } from './remind.ts'
import { requestKeptDays, reuseAnswerDays } from './settings.ts'
import { requestsWaiting } from './show-requests.ts'

const remind: Job = {
  name: 'open-data.remind-of-requests',
  // 07:20 or 08:20 in Chișinău, by the season.
  schedule: '20 5 * * *',
  repeat: 'what was told is a row (mailbox, item) written with the mail',
  run: remindOfRequests,
}
const erase: Job = {
  name: 'open-data.erase-old-requests',
  schedule: '50 1 * * *',
  repeat: 'what is erased already is not erased again',
  run: eraseOldRequests,
}

/** Requests for information and its re-use, by law: private, under a clock, answered or refused on a ground. */
export const requests: Part = {
  endpoints,
  personalData,
  permissions: [answerRequests],
  settings: [reuseAnswerDays, requestKeptDays],
  actSubjects: [requestSubject],
  citing: [outcomesCiting],
  jobs: [remind as Job<never>, erase as Job<never>],
  seed: [{ name: 'open-data.requests.demo-crowd', demo: true, run: seedDemoRequests }],
  workspace: [
    {
      path: '/work/data-requests',
      label: 'open-data.requests.desk',
      about: 'open-data.requests.desk.lead',
      permission: answerRequests,
      waiting: requestsWaiting,
      ownLetters: true,
    },
  ],
}
