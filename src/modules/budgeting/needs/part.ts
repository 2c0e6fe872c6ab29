import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { moderateIdeas } from '../ideas/permissions.ts'
import { needSubject } from './act-subject.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { needNews } from './need-news.ts'
import { DESK } from './pages/moderation-pages.tsx'
import { pairEndpoints } from './pairs/endpoints.ts'
import { rankComparedNeeds } from './pairs/rank-by-pairs.ts'
import { gatherNeeds } from './permissions.ts'
import { personalData } from './personal-data.ts'

/** What a place needs, before anybody proposes what to do about it. */
export const needs: Part = {
  notices: [needNews],
  jobs: [needNews.job as Job<never>],
  endpoints: [...endpoints, ...pairEndpoints],
  timers: [{ name: 'budgeting.rank-compared-needs', everySeconds: 10, run: rankComparedNeeds }],
  ledgerEntries,
  personalData,
  permissions: [gatherNeeds],
  actSubjects: [needSubject],
  workspace: [
    {
      path: DESK,
      label: 'budgeting.needs.moderation',
      about: 'budgeting.needs.moderation.lead',
      permission: moderateIdeas,
    },
  ],
}
