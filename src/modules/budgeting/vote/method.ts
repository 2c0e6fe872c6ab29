import type { Method } from '#commons/processes/methods.ts'
import { countVoters } from '../paper/turnout.ts'
import { ballotLacks, defineBallot } from './define-ballot.ts'
import { openBallots } from './open-ballots.ts'

export const voteMethod: Method = {
  name: 'budgeting.vote',
  act: { path: '/ballot', label: 'budgeting.vote.act' },
  look: { path: '/projects', label: 'budgeting.vote.look' },
  desk: { path: '/vote', label: 'budgeting.vote.desk' },
  missing: ballotLacks,
  opened: defineBallot,
  closed: openBallots,
  figures: async (db, process) => {
    const value = await countVoters(db, process.id)
    return value > 0 ? [{ value, of: 'budgeting.vote.figure' }] : []
  },
}
