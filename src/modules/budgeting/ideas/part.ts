import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { ideaNews } from '../idea-news.ts'
import { forgetOldInvitations } from './co-authors.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { DESK } from './pages/moderation-pages.tsx'
import { moderateIdeas } from './permissions.ts'
import { personalData } from './personal-data.ts'

export const ideas: Part = {
  notices: [ideaNews],
  jobs: [
    ideaNews.job as Job<never>,
    {
      name: 'budgeting.forget-invitations',
      schedule: '25 2 * * *',
      repeat: 'deletes what is too old',
      run: forgetOldInvitations,
    },
  ],
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [moderateIdeas],
  workspace: [
    { path: DESK, label: 'budgeting.ideas.desk', about: 'budgeting.ideas.desk.about', permission: moderateIdeas },
  ],
}
