import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { rankings } from '../budget.ts'
import { categories } from '../idea.ts'
import { HidingAppeal, WaitingAppeal } from '../ideas/hiding-reply.ts'
import { PointMapView } from '../point-map.ts'
import { ProcessRef } from '../process-ref.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Day = Type.String({ format: 'date' })
const CategoryName = Type.Enum([...categories])
const PlaceOption = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

/** As links name a need; of a hidden one the text is the words that say so. */
export const NeedLink = Type.Object({ number: Type.Integer(), slug: Type.String(), text: Type.String(), lang: Lang })
export type NeedLink = Type.Static<typeof NeedLink>

const Counts = {
  points: Type.Integer({ description: 'Given online' }),
  people: Type.Integer({ description: 'Who said it at meetings' }),
}
export const NeedItem = Type.Intersect([
  NeedLink,
  Type.Object({
    ...Counts,
    compared: Type.Integer({
      description: 'How often it was compared with another one online, where needs are ranked by pairs',
    }),
    score: Type.Integer({
      description:
        'What the ranking goes by. By points: points and people together. By pairs: of a thousand people who compare it with an average need, how many would choose it',
    }),
    category: CategoryName,
    place: Type.String(),
  }),
])
export type NeedItem = Type.Static<typeof NeedItem>

const Meeting = { heldAt: Type.String(), heldOn: Day, present: Type.Integer() }
const Group = Type.Object({
  id: Type.String(),
  title: Type.String(),
  needs: Type.Integer(),
  ...Counts,
  best: Type.Integer({ description: 'The highest score among its needs' }),
})
const Ranking = Type.Enum([...rankings])

export const NeedList = Type.Object({
  process: ProcessRef,
  ranking: Ranking,
  items: Type.Array(NeedItem),
  total: Type.Integer(),
  ...Counts,
  comparisons: Type.Integer({ description: 'How often two needs were compared online' }),
  givers: Type.Integer({ description: 'Who gave points, or compared needs' }),
  perPerson: Type.Integer({ description: 'Points that a person spreads' }),
  next: nullable(Type.String()),
  first: Type.Boolean({ description: 'This is the first part of the ranking' }),
  open: Type.Boolean({ description: 'Needs are named and ranked now' }),
  closesOn: Day,
  declares: Type.Boolean({ description: 'Who takes part says where they live or how old they are' }),
  groups: Type.Array(Group),
  meetings: Type.Array(Type.Object({ ...Meeting, needs: Type.Integer() })),
  query: Type.Object({ category: nullable(CategoryName), group: nullable(Type.String()) }),
})
export type NeedList = Type.Static<typeof NeedList>

export const NeedMap = Type.Object({
  process: ProcessRef,
  ranking: Ranking,
  items: Type.Array(Type.Intersect([NeedItem, Type.Object({ latitude: Type.Number(), longitude: Type.Number() })])),
})
export type NeedMap = Type.Static<typeof NeedMap>

export const NeedView = Type.Intersect([
  NeedItem,
  Type.Object({
    process: ProcessRef,
    ranking: Ranking,
    hidden: nullable(Type.String({ description: 'Why a moderator hid it' })),
    channel: Type.Enum(['online', 'meeting']),
    createdAt: Type.String(),
    group: nullable(Type.String()),
    point: nullable(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
    meetings: Type.Array(Type.Object({ ...Meeting, people: Type.Integer() })),
    ideas: Type.Array(Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang }), {
      description: 'Ideas that answer it, as their authors say',
    }),
    open: Type.Boolean(),
    takesIdeas: Type.Boolean({ description: 'Ideas are proposed now' }),
    declares: Type.Boolean(),
  }),
])
export type NeedView = Type.Static<typeof NeedView>

export const Asked = {
  levelEnough: Type.Boolean(),
  byRoll: Type.Boolean({ description: 'The roll knows who may take part: nothing is declared' }),
  minAge: Type.Integer(),
  residentsOnly: Type.Boolean(),
  residence: nullable(Type.String({ description: 'Place of the account' })),
  residences: Type.Array(PlaceOption),
}

export const NewNeedView = Type.Object({
  process: ProcessRef,
  standing: Type.Enum(['coming', 'open', 'closed']),
  closesOn: Day,
  places: Type.Array(PlaceOption, { description: 'Where the need can be' }),
  map: PointMapView,
  ...Asked,
})
export type NewNeedView = Type.Static<typeof NewNeedView>

export const PointsView = Type.Object({
  need: NeedItem,
  process: ProcessRef,
  open: Type.Boolean(),
  given: Type.Integer({ description: 'To this need, by the person who asks' }),
  left: Type.Integer({ description: 'Points that the person has not given to other needs' }),
  others: Type.Array(Type.Intersect([NeedLink, Type.Object({ given: Type.Integer() })])),
  ...Asked,
})
export type PointsView = Type.Static<typeof PointsView>

export const NeedsDeskView = Type.Object({
  process: ProcessRef,
  ranking: Ranking,
  open: Type.Boolean(),
  items: Type.Array(Type.Intersect([NeedItem, Type.Object({ group: nullable(Type.String()) })]), {
    description: 'The first two hundred of the ranking',
  }),
  total: Type.Integer(),
  groups: Type.Array(Group),
  meetings: Type.Array(Type.Object({ ...Meeting, needs: Type.Integer() })),
  places: Type.Array(PlaceOption),
  place: Type.String({ description: 'Of the process' }),
  today: Day,
})
export type NeedsDeskView = Type.Static<typeof NeedsDeskView>

export const NeedQueue = Type.Object({
  items: Type.Array(Type.Intersect([NeedItem, Type.Object({ process: ProcessRef })])),
  appeals: Type.Array(WaitingAppeal, { description: 'Hidden needs whose namers wait for another moderator' }),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type NeedQueue = Type.Static<typeof NeedQueue>

export const NeedHidingView = Type.Object({
  need: NeedItem,
  text: Type.String({ description: 'As it was written' }),
  lang: Lang,
  hidden: nullable(Type.String({ description: 'Why it is hidden' })),
  appeal: nullable(HidingAppeal),
  mayDecide: Type.Boolean({ description: 'The appeal waits, and the viewer is another moderator' }),
})
export type NeedHidingView = Type.Static<typeof NeedHidingView>

export const NeedHidingAppealView = Type.Object({
  need: NeedLink,
  text: Type.String({ description: 'As it was written' }),
  lang: Lang,
  hidden: nullable(Type.String({ description: 'Why it is hidden' })),
  mayAppeal: Type.Boolean(),
  appeal: nullable(HidingAppeal),
})
export type NeedHidingAppealView = Type.Static<typeof NeedHidingAppealView>

export const NeedRef = Type.Object({ number: Type.Integer() })
export const NeedAddress = Type.Object({ number: Type.Integer(), slug: Type.String() })
