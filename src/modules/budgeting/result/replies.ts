import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { rules } from '../budget.ts'
import { ProcessRef } from '../process-ref.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })
const State = Type.Enum(['none', 'provisional', 'protocol', 'decided', 'annulled'])

const ResultProject = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  lang: Lang,
  path: Type.String(),
  cost: Money('What it costs'),
  votes: Type.Integer(),
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
  amount: Money('What could be spent'),
  cost: Money('What the chosen projects cost'),
  rule: Type.Enum([...rules]),
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

export const ResultView = Type.Object({
  process: ProcessRef,
  currency: Type.String(),
  state: State,
  voteClosed: Type.Boolean(),
  ballots: Type.Integer(),
  countedAt: nullable(Type.String()),
  contestUntil: nullable(Type.String({ format: 'date' })),
  protocolAt: nullable(Type.String()),
  decision: nullable(Type.Object({ number: Type.String(), on: Type.String({ format: 'date' }) })),
  annulledReason: nullable(Type.String()),
  lot: nullable(Type.Object({ dice: Type.String(), checkpoint: Type.String() })),
  envelopes: Type.Array(ResultEnvelope),
})
export type ResultView = Type.Static<typeof ResultView>

export const ResultDeskView = Type.Object({
  process: ProcessRef,
  state: State,
  voteClosed: Type.Boolean(),
  published: Type.Boolean({ description: 'The dice stand in a checkpoint: the lot can be drawn' }),
  contestUntil: nullable(Type.String({ format: 'date' })),
  contestRuns: Type.Boolean(),
  thrown: nullable(
    Type.String({
      description: 'Dice that were entered: they stand in the public log, and a recount has the same lot',
    }),
  ),
  today: Type.String({ format: 'date' }),
})
export type ResultDeskView = Type.Static<typeof ResultDeskView>
export const ResultRef = Type.Object({ number: Type.Integer() })
