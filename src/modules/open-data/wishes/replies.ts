import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { DatasetListItem, LangOfWords, SaidView } from '../catalogue/find/replies.ts'
import { sorts } from './fields.ts'
import { declineReasons, flagReasons, wishOutcomes, wishStates } from './wish.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const At = Type.String({ format: 'date-time' })
const Institution = Type.Object({ slug: Type.String(), name: Type.String() })

export const WishItem = Type.Object({
  number: Type.Integer(),
  slug: Type.String(),
  title: Type.String(),
  lang: Lang,
  state: Type.Enum([...wishStates]),
  supports: Type.Integer({ description: 'People who support it' }),
  institution: nullable(Institution),
  createdAt: At,
})
export type WishItem = Type.Static<typeof WishItem>

export const WishList = Type.Object({
  items: Type.Array(WishItem),
  total: Type.Integer(),
  next: nullable(Type.String()),
  first: Type.Boolean({ description: 'This is the first part of the list' }),
  query: Type.Object({
    q: nullable(Type.String()),
    institution: nullable(Type.String()),
    state: nullable(Type.Enum([...wishStates])),
    sort: Type.Enum([...sorts]),
  }),
  institutions: Type.Array(Institution, { description: 'Whose data is wished for' }),
})
export type WishList = Type.Static<typeof WishList>

export const WishView = Type.Object({
  ...WishItem.properties,
  text: nullable(Type.String({ description: 'HTML; null while it is hidden' })),
  hidden: nullable(Type.String({ description: 'Why a moderator hid it' })),
  hiddenLang: LangOfWords,
  takesSupport: Type.Boolean(),
  answers: Type.Array(
    Type.Object({
      outcome: Type.Enum([...wishOutcomes]),
      institution: Type.String(),
      lang: Lang,
      text: nullable(Type.String({ description: 'Null where the house itself says that the dataset came' })),
      plannedOn: nullable(Type.String({ format: 'date' })),
      late: Type.Boolean({ description: 'Planned for a day that has passed' }),
      dataset: nullable(Type.Object({ name: Type.String(), title: SaidView })),
      reason: nullable(Type.Enum([...declineReasons])),
      answeredAt: At,
    }),
    { description: 'The newest first' },
  ),
})
export type WishView = Type.Static<typeof WishView>

export const NewWishView = Type.Object({
  title: nullable(Type.String()),
  institution: nullable(Type.String()),
  institutions: Type.Array(Institution),
  datasets: Type.Array(DatasetListItem, { description: 'Which may already be what is wished for' }),
  similar: Type.Array(WishItem),
})
export type NewWishView = Type.Static<typeof NewWishView>

export const OwnWishView = Type.Object({
  wish: WishItem,
  supported: Type.Boolean({ description: 'By the person who asks' }),
  takesSupport: Type.Boolean(),
  mine: Type.Boolean({ description: 'Whoever asks made it' }),
  mayWithdraw: Type.Boolean({ description: 'It is theirs, and nobody has answered' }),
  hidden: nullable(Type.String({ description: 'Why a moderator hid it' })),
  hiddenLang: LangOfWords,
  appeal: nullable(
    Type.Enum(['possible', 'waits', 'upheld'], {
      description: 'It is theirs, and hidden: how it stands with an appeal',
    }),
  ),
})
export type OwnWishView = Type.Static<typeof OwnWishView>

export const WishDesk = Type.Object({
  items: Type.Array(WishItem),
  state: nullable(Type.Enum([...wishStates])),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type WishDesk = Type.Static<typeof WishDesk>

export const WishDeskView = Type.Object({
  wish: WishView,
  answered: Type.Integer({ description: 'How many answers there are; goes into `seen`' }),
  may: Type.Array(Type.Enum([...wishOutcomes]), { description: 'What can be answered now' }),
  datasets: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), published: Type.Boolean() }), {
    description: 'Of the own institution, those changed last',
  }),
  institutions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
    description: 'Of which one has to be named, where the wish names none and the officer works for several',
  }),
})
export type WishDeskView = Type.Static<typeof WishDeskView>

export const WishQueue = Type.Object({
  flagged: Type.Array(
    Type.Object({
      ...WishItem.properties,
      anothers: Type.Boolean({ description: 'Its author appealed, and who asks hid it: another moderator decides' }),
    }),
    { description: 'Reported by readers, or appealed for by their authors, the longest waiting first' },
  ),
  items: Type.Array(WishItem),
  next: nullable(Type.String()),
  first: Type.Boolean(),
})
export type WishQueue = Type.Static<typeof WishQueue>

export const WishHidingView = Type.Object({
  ...WishItem.properties,
  textHtml: Type.String(),
  hidden: nullable(Type.String()),
  hiddenLang: LangOfWords,
  flagged: Type.Boolean({ description: 'A report waits' }),
  flags: Type.Array(Type.Object({ reason: Type.Enum([...flagReasons]), count: Type.Integer() })),
  appeal: nullable(
    Type.Object({
      text: nullable(Type.String({ description: 'Null once its author erased the account' })),
      waits: Type.Boolean(),
      anothersToDecide: Type.Boolean({ description: 'Who asks hid it: another moderator decides' }),
    }),
  ),
})
export type WishHidingView = Type.Static<typeof WishHidingView>

export const WishRef = Type.Object({ number: Type.Integer() })
export const WishAddress = Type.Object({ number: Type.Integer(), slug: Type.String() })
