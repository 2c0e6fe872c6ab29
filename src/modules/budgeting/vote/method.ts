import type { Method } from '#commons/processes/methods.ts'
import { phaseWith } from '#commons/processes/store.ts'
import { projectsNamed } from '../named-in-events.ts'
import { figureOf } from '../paper/pages/turnout-words.ts'
import { runsOf } from '../paper/store.ts'
import { turnoutOf } from '../paper/turnout.ts'
import { wayInWords, waysOnPaper } from '../paper/ways-on-paper.ts'
import { findMark, recountOf } from '../recount/store.ts'
import { envelopesOf } from '../store.ts'
import { ballotLacks, defineBallot } from './define-ballot.ts'
import { openBallots } from './open-ballots.ts'
import { countBallots } from './store.ts'

export const voteMethod: Method = {
  name: 'budgeting.vote',
  act: { path: '/ballot', label: 'budgeting.vote.act' },
  look: { path: '/projects', label: 'budgeting.vote.look' },
  // Who proposes something wants to know how much there is.
  early: { label: 'budgeting.vote.look.early', there: async (db, { id }) => (await envelopesOf(db, id)).length > 0 },
  more: [
    {
      path: '/paper',
      label: 'budgeting.paper.title',
      there: async (db, process) => (await runsOf(db, process.id)).length > 0,
    },
  ],
  also: async (ctx, process) => (await waysOnPaper(ctx, process)).map(wayInWords),
  desk: { path: '/vote', label: 'budgeting.vote.desk' },
  missing: ballotLacks,
  opened: defineBallot,
  closed: openBallots,
  names: {
    'budgeting.project-void': (db, { processId, data }) =>
      projectsNamed(db, processId, { project: data.project ?? data.title }),
  },
  figures: async (db, process) => {
    const { ballots: value, counts, paper } = await turnoutOf(db, process.id)
    if (process.rehearsal) return [{ value, of: figureOf.rehearsal }]
    if (value === 0 && !paper) return []
    const [online, mark, phase] = await Promise.all([
      countBallots(db, process.id),
      findMark(db, process.id, 'vote'),
      phaseWith(db, process.id, 'budgeting.vote'),
    ])
    // The same number, and after the close. Of paper the log tells what was given out, not each ballot: such a number has no mark.
    const recounted = value === online && mark.ballots === value ? recountOf(mark, phase?.closedAt ?? null) : null
    return [
      { value, of: figureOf[counts], recounted, disagreesSince: mark.disagreesSince },
      ...(paper ? [{ value: paper.given, of: 'budgeting.paper.figure.given' as const }] : []),
      ...(paper?.notValid ? [{ value: paper.notValid, of: 'budgeting.paper.figure.not-valid' as const }] : []),
    ]
  },
}
