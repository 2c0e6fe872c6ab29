import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { SaidView } from '../catalogue/find/replies.ts'
import { flagReasons, refusalReasons, reuseTypes } from './reuse.ts'

const Lang = Type.Enum([...langs])
const Instant = Type.String({ description: 'Instant, RFC 3339' })
const ReuseKind = Type.Enum([...reuseTypes])
const DatasetRef = Type.Object({ name: Type.String(), title: SaidView })

const PictureView = Type.Object({
  description: Type.String({ description: 'What it shows, in the language of the reuse' }),
  width: Type.Integer({ description: 'Of the whole one, in pixels' }),
  height: Type.Integer(),
})

export const ReuseItem = Type.Object({
  number: Type.Integer(),
  type: ReuseKind,
  beside: Type.Boolean({ description: 'A file of somebody else beside the data, not of the institution' }),
  title: Type.String(),
  lang: Lang,
  summary: Type.String({ description: 'The beginning of its description, in its language' }),
  url: Type.String(),
  answers: nullable(Type.Boolean({ description: 'Whether its address answered when it was asked last' })),
  author: nullable(Type.String({ description: 'Only when the author chose so' })),
  listedAt: Instant,
  picture: nullable(PictureView),
  datasets: Type.Array(DatasetRef, { description: 'Public datasets that it uses' }),
})
export type ReuseItem = Type.Static<typeof ReuseItem>

export const ReuseList = Type.Object({
  items: Type.Array(ReuseItem),
  total: Type.Integer(),
  next: nullable(Type.String()),
  query: Type.Object({
    q: nullable(Type.String()),
    type: nullable(ReuseKind),
    institution: nullable(Type.String()),
    dataset: nullable(Type.String()),
    after: nullable(Type.String()),
  }),
  institution: nullable(Type.String({ description: 'Name of the one that was asked for' })),
  dataset: nullable(Type.Object({ ...SaidView.properties }, { description: 'Title of the one that was asked for' })),
})
export type ReuseList = Type.Static<typeof ReuseList>

export const ReuseView = Type.Object({
  ...ReuseItem.properties,
  html: Type.String({ description: 'Cleaned' }),
  text: Type.String(),
  silentSince: nullable(Type.String({ description: 'When its address did not answer; instant, RFC 3339' })),
  institutions: Type.Array(Type.String(), { description: 'Whose data it uses' }),
})
export type ReuseView = Type.Static<typeof ReuseView>

const Own = Type.Object({
  number: Type.Integer(),
  type: ReuseKind,
  title: Type.String(),
  lang: Lang,
  state: Type.Enum(['proposed', 'listed', 'refused']),
  refusedReason: nullable(Type.Enum([...refusalReasons])),
})

export const NewReuseView = Type.Object({
  dataset: nullable(DatasetRef),
  name: nullable(Type.String({ description: 'Of the viewer, to be shown if they want' })),
  mine: Type.Array(Own, { description: 'What the viewer has proposed, newest first' }),
})
export type NewReuseView = Type.Static<typeof NewReuseView>

export const OwnReuseView = Type.Object({
  ...Own.properties,
  url: Type.String(),
  markdown: Type.String(),
  html: Type.String(),
  datasets: Type.Array(Type.String(), { description: 'Names of datasets' }),
  shown: nullable(Type.String({ description: 'The name that is shown with it' })),
  name: nullable(Type.String()),
  picture: nullable(PictureView),
  mayChange: Type.Boolean(),
})
export type OwnReuseView = Type.Static<typeof OwnReuseView>

export const ReuseRef = Type.Object({ number: Type.Integer() })

export const ReuseQueue = Type.Object({
  items: Type.Array(
    Type.Object({
      number: Type.Integer(),
      type: ReuseKind,
      title: Type.String(),
      lang: Lang,
      since: Instant,
      reported: Type.Boolean({ description: 'It is public, and readers reported it' }),
      flags: Type.Integer(),
      datasets: Type.Array(Type.String(), { description: 'Titles' }),
    }),
  ),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type ReuseQueue = Type.Static<typeof ReuseQueue>

export const ReuseDesk = Type.Object({
  ...Own.properties,
  beside: Type.Boolean(),
  html: Type.String(),
  url: Type.String(),
  author: nullable(Type.String()),
  proposedAt: Type.String({ description: 'As it stands now; goes into `seen`' }),
  picture: nullable(PictureView),
  waitingSince: nullable(Type.String()),
  datasets: Type.Array(DatasetRef),
  flags: Type.Array(Type.Object({ reason: Type.Enum([...flagReasons]), count: Type.Integer() })),
  findings: Type.Array(
    Type.String({ description: 'Where data of a person, a threat or an insult may stand: enough to find the place' }),
  ),
  own: Type.Boolean({ description: 'The viewer’s own: somebody else decides' }),
})
export type ReuseDesk = Type.Static<typeof ReuseDesk>
