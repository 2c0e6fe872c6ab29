import type { ActSubject } from '#commons/audit/act-subjects.ts'

/** Kind of the acts of officials on proposals. */
export const PROPOSAL = 'open-data.challenge-proposal'

/** Nobody else reads what was proposed: the record of acts says that there was one, not its words. */
export const proposalSubject: ActSubject = {
  kind: PROPOSAL,
  label: 'open-data.proposals.act-subject',
  find: async () => new Map(),
}
