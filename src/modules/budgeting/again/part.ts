import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { tellGivenUp } from './tell-given-up.ts'
import { tellVoters } from './tell-voters.ts'

/** A vote, or one envelope of it, held again after its result was annulled. */
export const again: Part = { endpoints, ledgerEntries, jobs: [tellVoters as Job<never>, tellGivenUp as Job<never>] }
