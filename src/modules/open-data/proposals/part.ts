import { after } from '#kernel/clock.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { runAnyChallenges, runChallenges } from '../challenges/permissions.ts'
import { seedDemoProposals } from './demo/seed-proposals.ts'
import { endpoints } from './endpoints.ts'
import { DESK } from './paths.ts'
import { personalData } from './personal-data.ts'
import { proposalSubject } from './proposal-subject.ts'
import { proposalsWaiting } from './show-proposals.ts'
import { forgetAnswered } from './store.ts'

/** Long enough for whoever proposed it to read the answer. */
const ANSWERED_DAYS = 180

const forgetJob: Job = {
  name: 'open-data.forget-challenge-proposals',
  schedule: '25 3 * * *',
  repeat: 'deletes what is too old',
  run: ({ db, clock }) => forgetAnswered(db, after(clock.now(), -ANSWERED_DAYS * 86_400)),
}

const desk = { path: DESK, label: 'open-data.proposals.desk', waiting: proposalsWaiting } as const

/** Challenges that people propose to institutions. */
export const proposals: Part = {
  endpoints,
  personalData,
  actSubjects: [proposalSubject],
  seed: [{ name: 'open-data.proposals.demo-crowd', demo: true, run: seedDemoProposals }],
  jobs: [forgetJob as Job<never>],
  workspace: [
    { ...desk, about: 'open-data.proposals.desk.lead', permission: runChallenges },
    { ...desk, about: 'open-data.proposals.desk.all', permission: runAnyChallenges },
  ],
}
