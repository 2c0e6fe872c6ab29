import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { RoundsView } from './again/replies.ts'
import { sources } from './roll/roll.ts'

const Named = Type.Object({ key: Type.String(), name: Type.String() })
const Way = Type.Object({ path: Type.String({ description: 'Without the language' }), label: Type.String() })
const Standing = Type.Enum(['coming', 'open', 'closed'])
const State = Type.Enum(['draft', 'running', 'ended', 'cancelled'])
const Localised = Type.Object({ ro: Type.String(), ru: Type.Optional(Type.String()), en: Type.Optional(Type.String()) })

const PhaseSummary = Type.Object({
  position: Type.Integer(),
  method: Type.String({ description: '<room>.<name>' }),
  name: Type.String(),
  opensOn: Type.String({ format: 'date' }),
  closesOn: Type.String({ format: 'date', description: 'The last day, whole' }),
  standing: Standing,
})

/** How a rehearsal was made; whoever reads this reads nothing that people did. */
export const RehearsalView = Type.Object({
  of: Type.Integer({ description: 'Number of the process that it is a copy of' }),
  people: Type.Integer(),
  turnout: Type.Integer({ description: 'Percent' }),
  model: Type.String(),
  modelSays: Type.String(),
  seed: Type.Integer(),
  votesOf: nullable(
    Type.Object(
      { title: Type.String(), path: Type.String(), rule: Type.Optional(Type.String()) },
      { description: 'Where projects and votes are of a vote elsewhere, which stands here' },
    ),
  ),
})
export type RehearsalView = Type.Static<typeof RehearsalView>

export const ProcessListItem = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  state: State,
  place: Named,
  organisation: Type.String(),
  /** What one can do now, or what comes. */
  phase: nullable(PhaseSummary),
  demo: Type.Boolean(),
  rehearsal: Type.Boolean({ description: 'A copy with synthetic people; officers see them in their list' }),
})
export type ProcessListItem = Type.Static<typeof ProcessListItem>

export const ProcessList = Type.Object({
  items: Type.Array(ProcessListItem),
  total: Type.Integer(),
  next: nullable(Type.String()),
  beside: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      lead: Type.String(),
      mark: Type.String(),
      all: Way,
      items: Type.Array(Type.Object({ title: Type.String(), path: Type.String(), meta: Type.String() })),
    }),
    { description: 'What is no process and belongs beside them' },
  ),
})
export type ProcessList = Type.Static<typeof ProcessList>

export const ProcessView = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  state: State,
  endReason: nullable(Type.String()),
  place: Type.Array(Named, { description: 'From the country down to the place' }),
  organisation: Type.Object({ slug: Type.String(), name: Type.String() }),
  minAge: Type.Integer({ description: '0: any age' }),
  residentsOnly: Type.Boolean(),
  level: Type.Enum(['email', 'strong', 'signed']),
  rollSource: Type.Enum(['declared', ...sources], { description: 'On what it rests who may take part' }),
  demo: Type.Boolean(),
  rehearsal: nullable(RehearsalView),
  rounds: RoundsView,
  phases: Type.Array(
    Type.Intersect([
      PhaseSummary,
      Type.Object({
        says: Type.String(),
        openedAt: nullable(Type.String()),
        closedAt: nullable(Type.String()),
        waits: Type.Array(Type.String(), { description: 'Why it has not opened although its day came' }),
        act: nullable(Way),
        also: Type.Array(Type.String(), { description: 'How else one takes part, such as on paper' }),
        look: nullable(Way),
        more: Type.Array(Way, { description: 'Further pages about what came of it' }),
      }),
    ]),
  ),
  figures: Type.Array(
    Type.Object({
      value: Type.Integer(),
      of: Type.String(),
      phase: Type.String({ description: 'Name of the phase that it is a number of' }),
      main: Type.Boolean({ description: 'Of the phase that goes on, or of the last one that has numbers' }),
      recounted: nullable(
        Type.Object(
          { at: Type.String(), index: Type.Integer({ description: 'From the first so many entries' }) },
          { description: 'When this number was recounted from the public log' },
        ),
      ),
      disagreesSince: nullable(Type.String()),
    }),
  ),
  moves: Type.Array(
    Type.Object({
      phase: Type.String(),
      opensBefore: Type.String(),
      closesBefore: Type.String(),
      opensAfter: Type.String(),
      closesAfter: Type.String(),
      reason: Type.String(),
      at: Type.String(),
    }),
  ),
  events: Type.Array(Type.Object({ kind: Type.String(), text: Type.String(), at: Type.String() })),
})
export type ProcessView = Type.Static<typeof ProcessView>

export const ProcessDeskList = Type.Object({ items: Type.Array(ProcessListItem), mayBegin: Type.Boolean() })
export type ProcessDeskList = Type.Static<typeof ProcessDeskList>

const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

export const NewProcessView = Type.Object({
  blueprints: Type.Array(
    Type.Object({ name: Type.String(), title: Type.String(), says: Type.String(), days: Type.Integer() }),
  ),
  organisations: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  places: Type.Array(PlaceOption),
  today: Type.String(),
})
export type NewProcessView = Type.Static<typeof NewProcessView>

const Facts = {
  number: Type.Integer(),
  title: Localised,
  summary: Localised,
  placeKey: Type.String(),
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  level: Type.Enum(['email', 'strong', 'signed']),
}

export const ProcessDeskView = Type.Object({
  ...Facts,
  slug: Type.String(),
  state: State,
  endReason: nullable(Type.String({ description: 'Why it was given up' })),
  blueprint: Type.String(),
  place: Type.String(),
  phases: Type.Array(
    Type.Intersect([PhaseSummary, Type.Object({ missing: Type.Array(Type.String()), desk: nullable(Way) })]),
  ),
  lacks: Type.Array(Type.String(), { description: 'What it needs before it can be published' }),
  settings: nullable(Way),
  rehearsal: Type.Boolean({ description: 'This is one' }),
  rehearsals: nullable(
    Type.Array(Type.Object({ number: Type.Integer(), title: Type.String(), at: Type.String() }), {
      description: 'Made of this process; null where it cannot be rehearsed',
    }),
  ),
  beingRehearsed: nullable(Type.Integer({ description: 'The request of the rehearsal that is being made' })),
})
export type ProcessDeskView = Type.Static<typeof ProcessDeskView>

export const ProcessFactsView = Type.Object({ ...Facts, places: Type.Array(PlaceOption) })
export type ProcessFactsView = Type.Static<typeof ProcessFactsView>

export const PhaseDeskView = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  state: State,
  phase: PhaseSummary,
})
export type PhaseDeskView = Type.Static<typeof PhaseDeskView>

export const ProcessRef = Type.Object({ number: Type.Integer() })
