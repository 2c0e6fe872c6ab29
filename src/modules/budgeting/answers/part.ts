import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { ideasToAnswerWaiting } from './list-queue.ts'
import { answerIdeas } from './permissions.ts'
import { answerDays } from './settings.ts'

/** Quick ideas: each of the most supported has an answer. */
export const answers: Part = {
  endpoints,
  ledgerEntries,
  permissions: [answerIdeas],
  settings: [answerDays],
  workspace: [
    {
      path: '/work/answers',
      label: 'budgeting.answers.desk',
      about: 'budgeting.answers.desk.about',
      permission: answerIdeas,
      waiting: ideasToAnswerWaiting,
    },
  ],
}
