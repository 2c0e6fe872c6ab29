import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { DESK } from './pages/moderation-pages.tsx'
import { moderateIdeas } from './permissions.ts'
import { personalData } from './personal-data.ts'

export const ideas: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [moderateIdeas],
  workspace: [
    { path: DESK, label: 'budgeting.ideas.desk', about: 'budgeting.ideas.desk.about', permission: moderateIdeas },
  ],
}
