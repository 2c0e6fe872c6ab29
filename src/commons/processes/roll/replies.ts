import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { codesRefusals } from './make-codes.ts'
import { columns, lineProblems } from './read-register.ts'
import { memberships, sources } from './roll.ts'

const ProcessNamed = Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String() })
const Day = Type.String({ format: 'date' })
const Members = Type.Enum([...memberships])
const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

const Facts = {
  process: ProcessNamed,
  source: Type.Enum(['declared', ...sources], { description: 'declared: people are taken at their word' }),
  eligibleOn: nullable(Type.String({ format: 'date', description: 'So old, and living there, on this day' })),
  correctionsUntil: nullable(Day),
  fixedAt: nullable(Type.String()),
  eligible: nullable(Type.Integer({ description: 'Lines when it was fixed; null where people come with a document' })),
}

/** On what it rests who may take part, as everybody reads it. */
export const RollView = Type.Object({
  ...Facts,
  place: Type.String(),
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  forgotten: Type.Boolean({ description: 'Its lines are deleted' }),
  members: Type.Array(
    Type.Object({
      members: Members,
      count: nullable(Type.Integer({ description: 'At least so many, in whole steps; null: too few to say' })),
    }),
  ),
  lists: Type.Array(
    Type.Object({
      members: Members,
      about: Type.String(),
      how: Type.Enum(['whole', 'additions']),
      reason: nullable(Type.String()),
      confirmedOn: Type.String(),
    }),
  ),
})
export type RollView = Type.Static<typeof RollView>

const Correction = {
  id: Type.String(),
  place: Type.String(),
  says: Type.String(),
  state: Type.Enum(['asked', 'accepted', 'refused']),
  reason: nullable(Type.String()),
  askedAt: Type.String(),
}

/** Where the person who asks stands. */
export const MyRollView = Type.Object({
  ...Facts,
  standing: Type.Enum(
    ['declared', 'codes', 'not-identified', 'on', 'not-found', 'not-old-enough', 'elsewhere', 'forgotten'],
    { description: 'What the roll says of this person' },
  ),
  mayAsk: Type.Boolean(),
  corrections: Type.Array(Type.Object(Correction)),
  place: nullable(Type.String()),
  places: Type.Array(PlaceOption),
})
export type MyRollView = Type.Static<typeof MyRollView>

export const RollDeskView = Type.Object({
  ...Facts,
  state: Type.Enum(['draft', 'running', 'ended', 'cancelled']),
  members: Type.Array(Type.Object({ members: Members, count: Type.Integer(), eligible: Type.Integer() })),
  lists: Type.Array(
    Type.Object({
      id: Type.String(),
      members: Members,
      about: Type.String(),
      state: Type.Enum(['preview', 'confirmed']),
      lines: Type.Integer(),
      problems: Type.Integer(),
      createdAt: Type.String(),
    }),
  ),
  corrections: Type.Array(Type.Object({ ...Correction, name: nullable(Type.String()) })),
  open: Type.Boolean({ description: 'Something can still be put on it' }),
})
export type RollDeskView = Type.Static<typeof RollDeskView>

export const ImportView = Type.Object({
  process: ProcessNamed,
  id: Type.String(),
  members: Members,
  about: Type.String(),
  how: Type.Enum(['whole', 'additions']),
  reason: nullable(Type.String()),
  state: Type.Enum(['preview', 'confirmed']),
  lines: Type.Integer(),
  known: Type.Integer({ description: 'Lines that are on the roll already' }),
  problems: Type.Array(
    Type.Object({
      line: Type.Integer(),
      column: nullable(Type.Enum([...columns])),
      problem: Type.Enum([...lineProblems]),
    }),
  ),
})
export type ImportView = Type.Static<typeof ImportView>

export const NewListView = Type.Object({
  process: ProcessNamed,
  fixed: Type.Boolean(),
  eligibleOn: Day,
  minAge: Type.Integer(),
})
export type NewListView = Type.Static<typeof NewListView>

export const NewCodesView = Type.Object({
  process: ProcessNamed,
  source: Facts.source,
  refused: nullable(Type.Enum([...codesRefusals], { description: 'Why no codes can be made' })),
})
export type NewCodesView = Type.Static<typeof NewCodesView>

export const CorrectionView = Type.Object({
  process: ProcessNamed,
  ...Correction,
  name: nullable(Type.String({ description: 'As the electronic identity told it' })),
})
export type CorrectionView = Type.Static<typeof CorrectionView>

export const DocumentView = Type.Object({
  process: ProcessNamed,
  asksPlace: Type.Boolean({ description: 'Where one lives matters: only residents take part' }),
  places: Type.Array(PlaceOption),
})
export type DocumentView = Type.Static<typeof DocumentView>

export const RollRef = Type.Object({ number: Type.Integer() })
export const ListRef = Type.Object({ number: Type.Integer(), list: Type.String() })
export const CodesMade = Type.Object({
  number: Type.Integer(),
  codes: Type.Array(Type.String(), { description: 'Told once' }),
})
export type CodesMade = Type.Static<typeof CodesMade>
