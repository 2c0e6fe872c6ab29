import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { answersToRecord, casesWaiting } from './cases-waiting.ts'
import { sendDigests } from './digest.ts'
import { lodgingEndpoints } from './lodging-endpoints.ts'
import { petitionNews } from './news.ts'
import { answerPetitions, recordAnswers } from './permissions.ts'
import { lodgingData } from './personal-data.ts'
import { keepPromises } from './promises.ts'
import { replyEndpoints } from './reply-endpoints.ts'
import { lodgingLevel, promisedAnswerDays, promisedHearingDays } from './settings.ts'
import { workEndpoints } from './work-endpoints.ts'

const digests: Job = {
  name: 'petitions.send-digests',
  // 07:10 or 08:10 in Chișinău, by the season.
  schedule: '10 5 * * *',
  repeat: 'what was told is a row (mailbox, item) written with the mail',
  run: sendDigests,
}

export const answering: Part = {
  endpoints: [...lodgingEndpoints, ...workEndpoints, ...replyEndpoints],
  jobs: [digests as Job<never>, petitionNews.job as Job<never>],
  timers: [{ name: 'petitions.keep-promises', everySeconds: 10, run: keepPromises }],
  settings: [lodgingLevel, promisedAnswerDays, promisedHearingDays],
  permissions: [answerPetitions, recordAnswers],
  notices: [petitionNews],
  personalData: [lodgingData],
  workspace: [
    {
      path: '/work/cases',
      label: 'petitions.answering.work.title',
      about: 'petitions.answering.work.about',
      permission: answerPetitions,
      waiting: casesWaiting,
    },
    {
      path: '/work/answers-to-record',
      label: 'petitions.answering.record.title',
      about: 'petitions.answering.record.lead',
      permission: recordAnswers,
      waiting: answersToRecord,
    },
  ],
}
