import Type from 'typebox'
import { RoundsView } from '#commons/processes/again/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { ballotKinds, leftovers } from '../budget.ts'
import { ruleNames } from '../counting/rule-names.ts'
import { SinceVoteView } from '../delivery/replies.ts'
import { Original } from '../names.ts'
import { Channels, Turnout } from '../paper/replies.ts'
import { CancelledToo, ProcessRef } from '../process-ref.ts'
import { MarkView } from '../recount/replies.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })
const State = Type.Enum(['none', 'provisional', 'protocol', 'decided', 'annulled'])

const ResultProject = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  lang: Lang,
  original: Original,
  path: Type.String(),
  cost: Money('What it costs'),
  votes: Type.Integer(),
  score: nullable(Type.Integer({ description: 'Points, where ballots give them' })),
  funded: Type.Boolean(),
  effectiveSupport: nullable(Type.Number({ description: 'What its votes were worth by the rule' })),
  why: nullable(
    Type.Enum([
      'no-support',
      'minimum',
      'exclusive',
      'too-dear',
      'supporters-too-poor',
      'after-the-stop',
      'not-in-the-optimum',
      'void',
    ]),
  ),
  missing: nullable(Type.Number({ description: 'Money (minor units) or votes that it was short of' })),
})

const Round = Type.Object({
  project: Type.String(),
  lang: Lang,
  step: Type.Enum(['rule', 'completion']),
  effectiveSupport: Type.Number(),
  runnerUp: nullable(Type.String()),
})

export const ResultEnvelope = Type.Object({
  position: Type.Integer(),
  name: Type.String(),
  annulled: nullable(
    Type.Object(
      {
        reason: Type.String(),
        again: nullable(Type.Integer({ description: 'Number of the process in which it is voted on again' })),
      },
      {
        description: 'The result of this envelope was annulled and those of others stand: what it chose is not funded',
      },
    ),
  ),
  amount: Money('What could be spent'),
  cost: Money('What the chosen projects cost'),
  received: Money('Of the amount, what the envelope before it left'),
  place: Type.String({ description: 'The area of the envelope' }),
  ballotKind: Type.Enum([...ballotKinds]),
  maxPicks: Type.Integer({ description: 'In a ranking also the number of places' }),
  leftovers: Type.Enum([...leftovers, 'carry-over']),
  exclusive: Type.Array(Type.Array(Type.Integer()), { description: 'Projects of which at most one is funded' }),
  parameters: Type.Unknown({ description: 'Of the rule, as they stand in the public log' }),
  rule: Type.Enum([...ruleNames]),
  compared: nullable(
    Type.Object(
      {
        shares: Type.Integer({ description: 'Voters who are better off with equal shares' }),
        greedy: Type.Integer({ description: 'Voters who are better off by votes' }),
        winner: Type.Enum(['shares', 'greedy']),
      },
      { description: 'Where the rule compares equal shares with counting by votes: which outcome holds, and why' },
    ),
  ),
  ballots: Type.Integer({ description: 'Ballots that chose something here' }),
  excluded: Type.Number({ description: 'Share of these voters none of whose projects is funded, 0 to 1' }),
  meanWinners: Type.Number({ description: 'Funded projects that a voter chose, in the mean' }),
  spread: Type.Array(Type.Integer(), {
    description:
      'Of how many voters so many (0, 1, …) of the projects that they chose are funded; empty in results of before',
  }),
  projects: Type.Array(ResultProject),
  rounds: Type.Array(Round),
  ties: Type.Array(
    Type.Object({
      projects: Type.Array(Type.String()),
      chosen: Type.String(),
      by: Type.Enum(['lower-cost', 'more-votes', 'lot']),
    }),
  ),
  outcome: Type.Unknown({ description: 'Everything that the count says; its hash stands in the public log' }),
})
export type ResultEnvelope = Type.Static<typeof ResultEnvelope>

/** How an outcome is for an area: voters have no place beside their ballots, but envelopes and projects have. */
const Area = Type.Object({
  place: Type.String(),
  funded: Type.Integer({ description: 'Funded projects there' }),
  listed: Type.Integer({ description: 'Projects there that people voted on' }),
  cost: Money('Of the funded ones'),
})

const ContestRuns = Type.Boolean({ description: 'The last day to contest is not over; false before the count' })

export const ResultView = Type.Object({
  process: ProcessRef,
  cancelled: CancelledToo,
  currency: Type.String(),
  state: State,
  voteClosed: Type.Boolean(),
  ballots: Type.Integer({ description: 'Valid ballots that are opened, also those of paper' }),
  paperBallots: Type.Integer({ description: 'Of these on paper' }),
  channels: nullable(Channels),
  turnout: Turnout,
  countedAt: nullable(Type.String()),
  contestUntil: nullable(Type.String({ format: 'date' })),
  contestRuns: ContestRuns,
  organisation: Type.Object(
    { slug: Type.String(), name: Type.String() },
    { description: 'Who runs the vote, and is told what is contested' },
  ),
  protocolAt: nullable(Type.String()),
  decision: nullable(Type.Object({ number: Type.String(), on: Type.String({ format: 'date' }) })),
  sinceVote: SinceVoteView,
  annulledReason: nullable(Type.String()),
  rounds: RoundsView,
  lot: nullable(Type.Object({ dice: Type.String(), checkpoint: Type.String() })),
  envelopes: Type.Array(ResultEnvelope),
  areas: Type.Array(Area),
  tie: Type.Array(Type.Enum(['lower-cost', 'more-votes', 'lot']), {
    description: 'What decides between equal projects',
  }),
  listsBallots: Type.Boolean({ description: 'Whether single ballots are published' }),
  evaluated: Type.Boolean({ description: 'Whether it is public what other rules would have chosen' }),
  mark: MarkView,
})
export type ResultView = Type.Static<typeof ResultView>

export const ResultDeskView = Type.Object({
  process: ProcessRef,
  cancelled: CancelledToo,
  state: State,
  voteClosed: Type.Boolean(),
  paperWaits: Type.Boolean({ description: 'Ballots of paper are still to be counted' }),
  published: Type.Boolean({ description: 'The dice stand in a checkpoint: the lot can be drawn' }),
  contestUntil: nullable(Type.String({ format: 'date' })),
  contestRuns: ContestRuns,
  thrown: nullable(
    Type.String({
      description: 'Dice that were entered: they stand in the public log, and a recount has the same lot',
    }),
  ),
  today: Type.String({ format: 'date' }),
  envelopes: Type.Array(
    Type.Object({ position: Type.Integer(), name: Type.String(), annulled: nullable(Type.String()) }),
    { description: 'Of which one can be annulled; with the reason where it is' },
  ),
  annulledReason: nullable(Type.String({ description: 'Why the whole of it was annulled; null where it was not' })),
  toHold: Type.Boolean({ description: 'Something was annulled that can be voted on again' }),
  rounds: RoundsView,
})
export type ResultDeskView = Type.Static<typeof ResultDeskView>
export const ResultRef = Type.Object({ number: Type.Integer() })
