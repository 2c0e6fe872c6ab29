import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { categories, ideaStates } from '../idea.ts'
import { ProcessRef } from '../process-ref.ts'
import { MarkView } from '../recount/replies.ts'
import { ReviewOnIdea } from '../review/on-page.tsx'
import { sorts } from './fields.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const State = Type.Enum([...ideaStates])
const CategoryName = Type.Enum([...categories])
const Named = Type.Object({ key: Type.String(), name: Type.String() })
const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

/** As links name an idea; of a hidden one the title is the words that say so. */
export const IdeaLink = Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang })
export type IdeaLink = Type.Static<typeof IdeaLink>

export const IdeaItem = Type.Intersect([
  IdeaLink,
  Type.Object({
    state: State,
    place: Named,
    category: CategoryName,
    supports: Type.Integer(),
    createdAt: Type.String(),
  }),
])
export type IdeaItem = Type.Static<typeof IdeaItem>

export const IdeaList = Type.Object({
  process: ProcessRef,
  items: Type.Array(IdeaItem),
  total: Type.Integer(),
  next: nullable(Type.String()),
  first: Type.Boolean({ description: 'This is the first part of the list' }),
  open: Type.Boolean({ description: 'Ideas are proposed and supported now' }),
  closesOn: Type.String({ format: 'date' }),
  supportsNeeded: Type.Integer({ description: '0: every idea is reviewed' }),
  counted: Type.Boolean({ description: 'Supports were written into the public log when gathering ended' }),
  mark: MarkView,
  query: Type.Object({
    q: nullable(Type.String()),
    category: nullable(CategoryName),
    state: nullable(State),
    sort: Type.Enum([...sorts]),
  }),
})
export type IdeaList = Type.Static<typeof IdeaList>

export const IdeaView = Type.Intersect([
  IdeaLink,
  Type.Object({
    state: State,
    process: ProcessRef,
    html: nullable(Type.String({ description: 'Null when it is hidden' })),
    hidden: nullable(Type.String({ description: 'Why a moderator hid it' })),
    place: Type.Array(Named, { description: 'From the country down to the place' }),
    address: nullable(Type.String({ description: 'Where it is, in words' })),
    point: nullable(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
    category: CategoryName,
    costGuess: nullable(Type.Integer({ description: 'What its author thinks that it costs; minor units' })),
    currency: Type.String(),
    author: nullable(Type.String({ description: 'Only when the author chose so' })),
    supports: Type.Integer(),
    supportsNeeded: Type.Integer({ description: '0: every idea is reviewed' }),
    open: Type.Boolean({ description: 'It can be supported now' }),
    closesOn: Type.String({ format: 'date' }),
    createdAt: Type.String(),
    mergedInto: nullable(IdeaLink),
    tookIn: Type.Array(IdeaLink, { description: 'Ideas that became part of this one' }),
    events: Type.Array(Type.Object({ kind: Type.String(), text: Type.String(), at: Type.String() })),
    counted: Type.Boolean({ description: 'Its support was written into the public log when gathering ended' }),
    mark: MarkView,
    comments: Type.Integer({ description: 'How many comments stand in the discussion' }),
    review: ReviewOnIdea,
    delivery: nullable(Type.String({ description: 'Address of its page as a funded project' })),
  }),
])
export type IdeaView = Type.Static<typeof IdeaView>

export const SupportView = Type.Object({
  idea: IdeaItem,
  process: ProcessRef,
  supported: Type.Boolean({ description: 'By the person who asks' }),
  open: Type.Boolean(),
  closesOn: Type.String({ format: 'date' }),
  supportsNeeded: Type.Integer(),
  levelEnough: Type.Boolean(),
})
export type SupportView = Type.Static<typeof SupportView>

export const NewIdeaView = Type.Object({
  process: ProcessRef,
  standing: Type.Enum(['coming', 'open', 'closed']),
  closesOn: Type.String({ format: 'date' }),
  title: nullable(Type.String({ description: 'Typed before the rest is asked' })),
  similar: Type.Array(IdeaItem),
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  levelEnough: Type.Boolean(),
  currency: Type.String(),
  name: nullable(Type.String({ description: 'Of the account' })),
  residence: nullable(Type.String({ description: 'Place of the account' })),
  places: Type.Array(PlaceOption, { description: 'Where the idea can be' }),
  residences: Type.Array(PlaceOption),
})
export type NewIdeaView = Type.Static<typeof NewIdeaView>

export const MyIdeas = Type.Object({
  items: Type.Array(Type.Intersect([IdeaItem, Type.Object({ process: ProcessRef, offers: Type.Integer() })])),
})
export type MyIdeas = Type.Static<typeof MyIdeas>

export const MyIdea = Type.Object({
  idea: IdeaItem,
  process: ProcessRef,
  mayWithdraw: Type.Boolean(),
  mayMerge: Type.Boolean(),
  offeredTo: nullable(IdeaLink),
  offers: Type.Array(IdeaLink, { description: 'Ideas whose authors would make them part of this one' }),
  similar: Type.Array(IdeaLink),
})
export type MyIdea = Type.Static<typeof MyIdea>

export const IdeaQueue = Type.Object({
  items: Type.Array(Type.Intersect([IdeaItem, Type.Object({ process: ProcessRef })])),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type IdeaQueue = Type.Static<typeof IdeaQueue>

export const HidingView = Type.Object({
  idea: IdeaItem,
  title: Type.String({ description: 'As its author wrote it' }),
  lang: Lang,
  html: Type.String(),
  address: nullable(Type.String()),
  hidden: nullable(Type.String({ description: 'Why it is hidden' })),
  mayHide: Type.Boolean(),
})
export type HidingView = Type.Static<typeof HidingView>

export const IdeaRef = Type.Object({ number: Type.Integer() })
export const IdeaAddress = Type.Object({ number: Type.Integer(), slug: Type.String() })
