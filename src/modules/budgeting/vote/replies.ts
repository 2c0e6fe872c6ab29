import Type from 'typebox'
import { EntryPromise } from '#commons/ledger/replies.ts'
import { RoundsView } from '#commons/processes/again/replies.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { ballotKinds } from '../budget.ts'
import { Original } from '../names.ts'
import { Channels, Turnout } from '../paper/replies.ts'
import { ProcessRef } from '../process-ref.ts'
import { MarkView } from '../recount/replies.ts'
import { EnvelopeWithProjects } from './envelope-reply.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Money = (description: string) => Type.Integer({ description: `${description}; minor units` })
const Standing = Type.Enum(['coming', 'open', 'closed'])
const GivenUp = Type.Boolean({
  description: 'The vote was given up before its end: no ballot of it counts or is ever opened',
})
const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

export const shared = {
  process: ProcessRef,
  currency: Type.String(),
  opensOn: Type.String({ format: 'date' }),
  closesOn: Type.String({ format: 'date', description: 'The last day, whole' }),
  standing: Standing,
  givenUp: GivenUp,
  envelopes: Type.Array(EnvelopeWithProjects),
  exclusive: Type.Array(Type.Array(Type.Integer()), { description: 'Projects of which at most one is funded' }),
  listsBallots: Type.Boolean({ description: 'Whether single ballots are published after the close' }),
}

/** What everybody votes on. */
export const ProjectList = Type.Object({
  ...shared,
  turnout: Turnout,
  channels: nullable(Channels),
  paper: Type.Boolean({ description: 'Ballots of paper were printed: one can vote so too' }),
  tie: Type.Array(Type.String(), { description: 'What decides between equal projects, in this order' }),
  fixedAt: nullable(Type.String()),
  opened: Type.Boolean({ description: 'The vote is over and ballots are public' }),
  mark: MarkView,
})
export type ProjectList = Type.Static<typeof ProjectList>

/** Who may vote, and what the person declares of that. */
export const declared = {
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  asksAge: Type.Boolean({ description: 'The age group is asked too, and may be left out' }),
  levelNeeded: Type.Enum(['email', 'strong', 'signed']),
  levelEnough: Type.Boolean(),
  rollSource: Type.Enum(['declared', 'register', 'document', 'codes'], {
    description:
      'On what it rests who may vote; place (of residents) and age are asked only where it is declared, a code where it is codes',
  }),
  place: nullable(Type.String()),
  places: Type.Array(PlaceOption),
}
export type Declared = Type.Static<Type.TObject<typeof declared>>

/** A person's ballot paper: projects in an order of their own. */
export const BallotView = Type.Object({
  ...shared,
  ...declared,
  chosen: Type.Array(Type.String(), { description: 'As they are sent: 5, 5:3 (points), 5@1 (place)' }),
  hasVoted: Type.Boolean(),
  byToken: Type.Boolean({ description: 'People vote with tokens here, not from their account' }),
})
export type BallotView = Type.Static<typeof BallotView>

/** What whoever cast takes along. */
export const CastPromise = nullable(
  Type.String({
    description:
      'Signed by the public log’s key: the commitment is in the log at the latest then. Null before the log has begun',
  }),
)

export const MyBallotView = Type.Object({
  process: ProcessRef,
  byToken: Type.Boolean({ description: 'People vote with tokens here: whether somebody voted only they know' }),
  closesOn: Type.String({ format: 'date' }),
  standing: Standing,
  mayChange: Type.Boolean(),
  ballot: nullable(
    Type.Object({
      castAt: Type.String(),
      seq: Type.Integer({ description: 'How often this person has cast' }),
      commitment: Type.String({ description: 'As the public log and the list of ballots name it; base64url' }),
      nonce: Type.String({ description: 'With it anyone checks that the commitment is to these choices; base64url' }),
      picks: Type.Array(
        Type.Object({
          number: Type.Integer(),
          title: Type.String(),
          lang: Lang,
          original: Original,
          envelope: Type.String(),
          points: nullable(Type.Integer()),
          place: nullable(Type.Integer()),
          void: nullable(Type.String({ description: 'Why the project was taken off the ballot' })),
        }),
      ),
      spending: Type.Array(
        Type.Object({ envelope: Type.String(), cost: Money('Of what is chosen'), amount: Money('There is') }),
        {
          description: 'Where one chooses within the money',
        },
      ),
      entry: EntryPromise,
      promise: CastPromise,
    }),
  ),
  opened: Type.Boolean({ description: 'The vote is over and ballots are public' }),
  givenUp: GivenUp,
  rounds: RoundsView,
  listsBallots: Type.Boolean({ description: 'Whether single ballots are published after the close' }),
  currency: Type.String(),
})
export type MyBallotView = Type.Static<typeof MyBallotView>

export const BallotList = Type.Object({
  process: ProcessRef,
  rounds: RoundsView,
  opened: Type.Boolean({ description: 'The vote is over; before that no ballot is shown' }),
  closesOn: Type.String({ format: 'date' }),
  standing: Standing,
  givenUp: GivenUp,
  items: Type.Array(
    Type.Object({
      commitment: Type.String(),
      nonce: Type.String(),
      picks: Type.Array(Type.Integer(), { description: 'Chosen projects, ascending' }),
      marks: Type.Array(Type.String(), { description: '5 ticked, 5:3 with three points, 5@1 at the first place' }),
      pk: nullable(Type.String({ description: 'The key that cast it, where people vote with tokens; base64url' })),
    }),
  ),
  listsBallots: Type.Boolean({ description: 'Whether single ballots are published at all' }),
  byToken: Type.Boolean({ description: 'People vote with tokens here' }),
  kinds: Type.Array(Type.Enum([...ballotKinds]), { description: 'Kinds of ballots, which say how marks are read' }),
  onPaper: Type.Integer({ description: 'Valid ballots of paper, which are listed apart; 0 until all are counted' }),
  total: Type.Integer(),
  code: nullable(Type.String({ description: 'How the codes of those listed begin, where one was looked for' })),
  mark: MarkView,
  next: nullable(Type.String()),
})
export type BallotList = Type.Static<typeof BallotList>

/** The ballot as it is printed; nothing of anybody is in it. */
export const PaperBallot = Type.Object({ ...shared, size: Type.Enum(['usual', 'large']) })
export type PaperBallot = Type.Static<typeof PaperBallot>

export const VoteDeskView = Type.Object({
  ...shared,
  turnout: Turnout,
  known: nullable(
    Type.Object(
      {
        surely: Type.Integer({ description: 'By an electronic identity or a code of the roll' }),
        byMailbox: Type.Integer({ description: 'By a mailbox alone: who has two could have voted twice' }),
      },
      { description: 'How those are known who voted online; null before the vote and once it is forgotten' },
    ),
  ),
})
export type VoteDeskView = Type.Static<typeof VoteDeskView>
export const VoidView = Type.Object({
  process: ProcessRef,
  project: Type.Object({
    number: Type.Integer(),
    title: Type.String(),
    lang: Lang,
    original: Original,
    void: nullable(Type.String()),
  }),
})
export type VoidView = Type.Static<typeof VoidView>

export const VoteRef = Type.Object({ number: Type.Integer() })

export const CastRef = Type.Object({ number: Type.Integer(), promise: CastPromise })
