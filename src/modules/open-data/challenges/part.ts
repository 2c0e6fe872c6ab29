import type { Part } from '#kernel/module.ts'
import { challengeSubject } from './act-subject.ts'
import { seedDemoChallenges } from './demo/seed-challenges.ts'
import { endpoints } from './endpoints.ts'
import { challengeNews, challengeToFollow } from './following.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { runAnyChallenges, runChallenges } from './permissions.ts'
import { personalData } from './personal-data.ts'

const desk = { path: '/work/challenges', label: 'open-data.challenges.desk' } as const

/** Problems that data shows, and the teams that try to solve them for an institution. */
export const challenges: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  permissions: [runChallenges, runAnyChallenges],
  actSubjects: [challengeSubject],
  followable: [challengeToFollow],
  news: [challengeNews],
  seed: [{ name: 'open-data.challenges.demo-crowd', demo: true, run: seedDemoChallenges }],
  workspace: [
    { ...desk, about: 'open-data.challenges.desk.lead', permission: runChallenges },
    { ...desk, about: 'open-data.challenges.desk.all', permission: runAnyChallenges },
  ],
}
