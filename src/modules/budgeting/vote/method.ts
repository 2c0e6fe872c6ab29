import type { Method } from '#commons/processes/methods.ts'
import { phaseWith } from '#commons/processes/store.ts'
import { countVoters } from '../paper/turnout.ts'
import { findMark, recountOf } from '../recount/store.ts'
import { ballotLacks, defineBallot } from './define-ballot.ts'
import { openBallots } from './open-ballots.ts'
import { countBallots } from './store.ts'

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
    if (value === 0) return []
    const [online, mark, phase] = await Promise.all([
      countBallots(db, process.id),
      findMark(db, process.id, 'vote'),
      phaseWith(db, process.id, 'budgeting.vote'),
    ])
    // The same number, and after the close. Of paper the log tells what was given out, not each ballot: such a number has no mark.
    const recounted = value === online && mark.ballots === value ? recountOf(mark, phase?.closedAt ?? null) : null
    return [{ value, of: 'budgeting.vote.figure', recounted, disagreesSince: mark.disagreesSince }]
  },
}
