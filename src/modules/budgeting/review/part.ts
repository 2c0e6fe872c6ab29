import type { Part } from '#kernel/module.ts'
import { ideasDiscussion } from '../ideas-discussion.ts'
import { ideaSubject } from './act-subject.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { letRefusalsStand } from './let-refusals-stand.ts'
import { ideasWaiting } from './list-queue.ts'
import { giveOpinions, reviewIdeas } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { appealDays, appealDecisionDays, opinionDays } from './settings.ts'

export const review: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [reviewIdeas, giveOpinions],
  settings: [opinionDays, appealDays, appealDecisionDays],
  workspace: [
    {
      path: '/work/ideas',
      label: 'budgeting.review.desk',
      about: 'budgeting.review.desk.lead',
      permission: reviewIdeas,
      waiting: ideasWaiting,
    },
  ],
  // Acts on its comments name an idea as its discussion does.
  actSubjects: [ideaSubject, { ...ideaSubject, kind: ideasDiscussion.kind }],
  timers: [{ name: 'budgeting.let-refusals-stand', everySeconds: 60, run: letRefusalsStand }],
}
