import Type from 'typebox'
import { EntryPromise } from '#commons/ledger/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { rules } from '../budget.ts'
import { ProcessRef } from '../process-ref.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })
const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

const ProjectItem = Type.Object({
  number: Type.Integer({ description: 'On the ballot and in the public log' }),
  title: Type.String(),
  lang: Lang,
  cost: Money('What it costs, with all that belongs to it'),
  path: Type.String({ description: 'Page of its idea, without the language' }),
  place: Type.String(),
  void: nullable(Type.String({ description: 'Why it was taken off during the vote' })),
})

const EnvelopeWithProjects = Type.Object({
  position: Type.Integer(),
  name: Type.String(),
  place: Type.String(),
  amount: Money('What can be spent'),
  minPicks: Type.Integer(),
  maxPicks: Type.Integer(),
  rule: Type.Enum([...rules]),
  projects: Type.Array(ProjectItem),
})

const shared = {
  process: ProcessRef,
  currency: Type.String(),
  opensOn: Type.String({ format: 'date' }),
  closesOn: Type.String({ format: 'date', description: 'The last day, whole' }),
  standing: Type.Enum(['coming', 'open', 'closed']),
  envelopes: Type.Array(EnvelopeWithProjects),
}

/** What everybody votes on. */
export const ProjectList = Type.Object({
  ...shared,
  ballots: Type.Integer({ description: 'How many have voted' }),
  tie: Type.Array(Type.String(), { description: 'What decides between equal projects, in this order' }),
  fixedAt: nullable(Type.String()),
})
export type ProjectList = Type.Static<typeof ProjectList>

/** A person's ballot paper: projects in an order of their own. */
export const BallotView = Type.Object({
  ...shared,
  chosen: Type.Array(Type.Integer()),
  hasVoted: Type.Boolean(),
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  levelNeeded: Type.Enum(['email', 'strong', 'signed']),
  levelEnough: Type.Boolean(),
  place: nullable(Type.String()),
  places: Type.Array(PlaceOption),
})
export type BallotView = Type.Static<typeof BallotView>

export const MyBallotView = Type.Object({
  process: ProcessRef,
  closesOn: Type.String({ format: 'date' }),
  mayChange: Type.Boolean(),
  ballot: nullable(
    Type.Object({
      castAt: Type.String(),
      seq: Type.Integer({ description: 'How often this person has cast' }),
      commitment: Type.String({ description: 'As the public log and the list of ballots name it; base64url' }),
      nonce: Type.String({ description: 'With it anyone checks that the commitment is to these choices; base64url' }),
      picks: Type.Array(
        Type.Object({ number: Type.Integer(), title: Type.String(), lang: Lang, envelope: Type.String() }),
      ),
      entry: EntryPromise,
    }),
  ),
  opened: Type.Boolean({ description: 'The vote is over and ballots are public' }),
})
export type MyBallotView = Type.Static<typeof MyBallotView>

export const BallotList = Type.Object({
  process: ProcessRef,
  opened: Type.Boolean({ description: 'The vote is over; before that no ballot is shown' }),
  closesOn: Type.String({ format: 'date' }),
  items: Type.Array(
    Type.Object({ commitment: Type.String(), nonce: Type.String(), picks: Type.Array(Type.Integer()) }),
  ),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type BallotList = Type.Static<typeof BallotList>

export const VoteDeskView = Type.Object({
  ...shared,
  ballots: Type.Integer(),
})
export type VoteDeskView = Type.Static<typeof VoteDeskView>
export const VoidView = Type.Object({
  process: ProcessRef,
  project: Type.Object({
    number: Type.Integer(),
    title: Type.String(),
    lang: Lang,
    void: nullable(Type.String()),
  }),
})
export type VoidView = Type.Static<typeof VoidView>

export const VoteRef = Type.Object({ number: Type.Integer() })
