import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { ballotKinds } from '../budget.ts'
import { Original } from '../names.ts'
import { CancelledToo, ProcessRef } from '../process-ref.ts'
import { Scan } from '../scans/replies.ts'
import { EnvelopeWithProjects } from '../vote/envelope-reply.ts'
import { batchKinds, invalidReasons, ways } from './paper.ts'

const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })
const Standing = Type.Enum(['coming', 'open', 'closed'])
const Invalid = Type.Array(Type.Object({ reason: Type.Enum([...invalidReasons]), count: Type.Integer() }))

/** Who voted by which channel; told after the close. */
export const Channels = Type.Object({
  online: Type.Integer({ description: 'From the account' }),
  token: Type.Integer({ description: 'With an anonymous token' }),
  counter: Type.Integer({ description: 'Paper ballots given out at a counter' }),
  assisted: Type.Integer({ description: 'Behind a screen, with a helper of the voter’s choice' }),
  home: Type.Integer({ description: 'Given out at home' }),
})
export type Channels = Type.Static<typeof Channels>

/** How many took part. What was given out on paper is told by itself after the close only, and how it was counted when all of it is. */
export const Turnout = Type.Object({
  ballots: Type.Integer({ description: 'As many as `counts` says' }),
  counts: Type.Enum(['cast', 'cast-or-given', 'counted'], {
    description:
      'Ballots cast online; these and ballots of paper given out, until all paper is counted; these and valid ballots of paper',
  }),
  paper: nullable(
    Type.Object({
      given: Type.Integer({ description: 'Ballots of paper given out' }),
      valid: nullable(Type.Integer({ description: 'Of these counted' })),
      notValid: nullable(Type.Integer({ description: 'Of these blank, unclear, marked or against the rules' })),
    }),
  ),
})
export type Turnout = Type.Static<typeof Turnout>

/** A way to vote on paper that is offered. */
export const OfferedWay = Type.Object({
  way: Type.Enum([...ways]),
  where: Type.String({
    description: 'At which counters, or how one asks for a visit; empty where there is nothing to say',
  }),
})
export type OfferedWay = Type.Static<typeof OfferedWay>

const Counted = {
  position: Type.Integer(),
  kind: Type.Enum([...batchKinds]),
  label: Type.String(),
  sheets: Type.Integer(),
}

/** Votes on paper, as everybody sees them: nothing but that there is paper before the close. */
export const PaperView = Type.Object({
  process: ProcessRef,
  cancelled: CancelledToo,
  counted: Type.Boolean({ description: 'The vote was counted; an annulled result was too' }),
  standing: Standing,
  authority: Type.String(),
  ways: Type.Array(OfferedWay, { description: 'How one votes on paper; none where there is no paper' }),
  channels: nullable(Channels),
  turnout: Turnout,
  printed: Type.Integer(),
  spoiled: nullable(Type.Integer({ description: 'Given back by their voters for another; told when all is counted' })),
  unused: nullable(Type.Integer({ description: 'Printed and left over, as they were counted' })),
  left: nullable(
    Type.Integer({
      description:
        'How many should be left over: printed, without those given out and spoiled; null where none was printed here',
    }),
  ),
  leftWhy: nullable(
    Type.Object(
      { text: Type.String(), lang: Type.Enum(['ro', 'ru', 'en']) },
      { description: 'What the officer says of the difference' },
    ),
  ),
  finishedAt: nullable(Type.String()),
  batches: Type.Array(
    Type.Object({
      ...Counted,
      valid: Type.Integer(),
      blank: Type.Integer(),
      invalid: Invalid,
      corrected: Type.Integer({ description: 'Sheets that the first two read differently' }),
    }),
  ),
  recheck: nullable(
    Type.Object({ sheets: Type.Integer(), differing: Type.Integer({ description: 'Read otherwise the second time' }) }),
  ),
  listsBallots: Type.Boolean({ description: 'Whether single ballots are published at all' }),
  kinds: Type.Array(Type.Enum([...ballotKinds]), { description: 'Kinds of ballots, which say how marks are read' }),
  items: Type.Array(
    Type.Object({
      lot: Type.Integer({ description: 'Batches that were put together' }),
      picks: Type.Unknown({ description: 'What was chosen, by position of the envelope' }),
      marks: Type.Array(Type.String(), { description: 'The same as a ballot is sent: 5, 5:3 (points), 5@1 (place)' }),
    }),
    { description: 'Valid ballots, in an order that says nothing' },
  ),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type PaperView = Type.Static<typeof PaperView>

const Localised = Type.Object({ ro: Type.String(), ru: Type.Optional(Type.String()), en: Type.Optional(Type.String()) })

export const PaperCountersView = Type.Object({
  process: ProcessRef,
  counters: nullable(Localised),
  home: nullable(Localised),
})
export type PaperCountersView = Type.Static<typeof PaperCountersView>

export const CounterView = Type.Object({
  process: ProcessRef,
  standing: Standing,
  rollSource: Type.Enum(['declared', 'register', 'document', 'codes']),
  minAge: Type.Integer(),
  asksAge: Type.Boolean({ description: 'The age group is counted from the birth date, as a total' }),
  asksPlace: Type.Boolean({ description: 'Where one lives matters: only residents take part' }),
  places: Type.Array(PlaceOption),
})
export type CounterView = Type.Static<typeof CounterView>

export const HandedView = Type.Object({
  process: ProcessRef,
  way: Type.Enum([...ways]),
  exchanged: Type.Boolean({ description: 'In place of a spoiled one, which was written down' }),
  givenAt: nullable(Type.String({ description: 'When this officer gave it; null where that is long ago' })),
})
export type HandedView = Type.Static<typeof HandedView>
export const HandedRef = Type.Object({ number: Type.Integer(), way: Type.Enum([...ways]) })

export const PaperDeskView = Type.Object({
  process: ProcessRef,
  cancelled: CancelledToo,
  counted: Type.Boolean({ description: 'The vote was counted; an annulled result was too' }),
  standing: Standing,
  ways: Type.Array(OfferedWay),
  handed: Type.Object({ counter: Type.Integer(), assisted: Type.Integer(), home: Type.Integer() }),
  spoiled: Type.Integer(),
  runs: Type.Array(Type.Object({ position: Type.Integer(), first: Type.Integer(), last: Type.Integer() })),
  batches: Type.Array(
    Type.Object({
      id: Type.String(),
      ...Counted,
      state: Type.Enum(['reading', 'differing', 'agreed', 'counted']),
    }),
  ),
  finished: Type.Boolean(),
  inBatches: Type.Integer({ description: 'Ballots in the batches that are counted' }),
  mayFinish: Type.Boolean(),
  mayRecheck: Type.Boolean(),
})
export type PaperDeskView = Type.Static<typeof PaperDeskView>

/** One reading as it is typed, such as `3 7 12`, `0` or `x`. */
const Typed = Type.Object({ sheet: Type.Integer(), mine: nullable(Type.String()), others: Type.Array(Type.String()) })

export const PaperBatchView = Type.Object({
  process: ProcessRef,
  cancelled: CancelledToo,
  counted: Type.Boolean({ description: 'The vote was counted; an annulled result was too' }),
  id: Type.String(),
  ...Counted,
  state: Type.Enum(['reading', 'differing', 'agreed', 'counted']),
  may: nullable(Type.Enum(['read', 'third', 'correct', 'sign'], { description: 'What this officer can do now' })),
  signed: Type.Boolean({ description: 'This officer signed; another has to' }),
  scans: Type.Integer({ description: 'Scans beside it' }),
  toRead: Type.Array(Type.Integer(), { description: 'Sheets that are to be read, in this order' }),
  differing: Type.Array(Typed, { description: 'For the two who read it: what each read' }),
  totals: nullable(
    Type.Object({ valid: Type.Integer(), blank: Type.Integer(), invalid: Invalid, corrected: Type.Integer() }),
  ),
  projects: Type.Array(
    Type.Object({
      number: Type.Integer(),
      title: Type.String(),
      lang: Type.Enum(['ro', 'ru', 'en']),
      original: Original,
    }),
  ),
})
export type PaperBatchView = Type.Static<typeof PaperBatchView>

export const RecheckView = Type.Object({
  process: ProcessRef,
  sheets: Type.Array(
    Type.Object({
      batch: Type.Integer(),
      label: Type.String(),
      sheet: Type.Integer(),
      scans: Type.Array(Scan, { description: 'What shows this sheet' }),
    }),
  ),
  done: nullable(Type.Object({ sheets: Type.Integer(), differing: Type.Integer() })),
})
export type RecheckView = Type.Static<typeof RecheckView>

/** Ballots to print, each with its counterfoil. */
export const PrintView = Type.Object({
  process: ProcessRef,
  authority: Type.String(),
  closesOn: Type.String({ format: 'date' }),
  currency: Type.String(),
  run: Type.Integer(),
  first: Type.Integer(),
  last: Type.Integer(),
  part: Type.Object({ first: Type.Integer(), last: Type.Integer() }, { description: 'What is on this page' }),
  size: Type.Enum(['usual', 'large']),
  envelopes: Type.Array(EnvelopeWithProjects),
})
export type PrintView = Type.Static<typeof PrintView>

export const PaperRef = Type.Object({ number: Type.Integer() })
export const RunRef = Type.Object({ number: Type.Integer(), run: Type.Integer() })
export const BatchRef = Type.Object({ number: Type.Integer(), batch: Type.String() })
