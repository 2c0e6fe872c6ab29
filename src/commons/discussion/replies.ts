import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { flagReasons, hidingReasons, stances } from './comment.ts'
import { sorts } from './fields.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Stance = Type.Enum([...stances])

export const SubjectLine = Type.Object({
  kind: Type.String({ description: 'As in the address' }),
  number: Type.Integer(),
  title: Type.String(),
  lang: Lang,
  path: Type.String({ description: 'Of its page, without the language' }),
  open: Type.Boolean({ description: 'Whether comments are taken now' }),
})
export type SubjectLine = Type.Static<typeof SubjectLine>

export const CommentItem = Type.Object({
  id: Type.String(),
  stance: nullable(Stance),
  state: Type.Enum(['shown', 'hidden', 'removed']),
  lang: Lang,
  html: nullable(Type.String({ description: 'Safe HTML; null when hidden or removed' })),
  author: nullable(Type.String({ description: 'Where the author chose to show the name' })),
  authority: nullable(Type.String({ description: 'In whose name an official answered' })),
  hiddenReason: nullable(Type.Enum([...hidingReasons])),
  useful: Type.Integer(),
  at: Type.String(),
  editedAt: nullable(Type.String()),
})
export type CommentItem = Type.Static<typeof CommentItem>

const Answered = Type.Intersect([
  CommentItem,
  Type.Object({ answers: Type.Array(CommentItem), moreAnswers: Type.Boolean() }),
])

export const DiscussionView = Type.Object({
  subject: SubjectLine,
  counts: Type.Object({
    for: Type.Integer(),
    against: Type.Integer(),
    question: Type.Integer(),
    answers: Type.Integer(),
  }),
  items: Type.Array(Answered),
  total: Type.Integer({ description: 'Comments that are shown, answers included' }),
  next: nullable(Type.String()),
  query: Type.Object({ sort: Type.Enum([...sorts]), stance: nullable(Stance), after: nullable(Type.String()) }),
})
export type DiscussionView = Type.Static<typeof DiscussionView>

export const CommentView = Type.Object({
  subject: SubjectLine,
  comment: CommentItem,
  answers: Type.Array(CommentItem),
  next: nullable(Type.String()),
})
export type CommentView = Type.Static<typeof CommentView>

export const MyComments = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      subject: nullable(SubjectLine),
      state: Type.Enum(['shown', 'held', 'hidden', 'removed']),
      lang: Lang,
      text: Type.String({ description: 'The beginning of it' }),
      at: Type.String(),
    }),
  ),
  next: nullable(Type.String()),
  first: Type.Boolean({ description: 'This is the first part of the list' }),
})
export type MyComments = Type.Static<typeof MyComments>

export const WritingView = Type.Object({
  subject: SubjectLine,
  mine: Type.Array(Type.Object({ id: Type.String(), text: Type.String(), lang: Lang, at: Type.String() }), {
    description: 'What the viewer has written here, newest first, also what waits for a moderator',
  }),
  name: nullable(Type.String()),
  answers: nullable(CommentItem),
  asAuthority: nullable(Type.String({ description: 'The authority in whose name the viewer may answer' })),
  authority: nullable(Type.String({ description: 'The authority that can be told of the comment' })),
})
export type WritingView = Type.Static<typeof WritingView>

export const OwnView = Type.Object({
  subject: SubjectLine,
  comment: CommentItem,
  mine: Type.Boolean(),
  waits: Type.Boolean({ description: 'Not shown until a moderator has looked' }),
  mayEdit: Type.Boolean(),
  markdown: nullable(Type.String({ description: 'What its author wrote' })),
  foundUseful: Type.Boolean(),
  appeal: nullable(
    Type.Enum(['possible', 'waits', 'upheld'], {
      description: 'Of one’s own comment that was hidden: whether another moderator can be asked, once',
    }),
  ),
})
export type OwnView = Type.Static<typeof OwnView>

export const FlagView = Type.Object({ subject: SubjectLine, comment: CommentItem })
export type FlagView = Type.Static<typeof FlagView>

export const CommentRef = Type.Object({ kind: Type.String(), number: Type.Integer(), comment: Type.String() })
export const CommentWritten = Type.Intersect([CommentRef, Type.Object({ shown: Type.Boolean() })])

const Waiting = Type.Object({
  id: Type.String(),
  subject: Type.String({ description: 'Title of what is discussed' }),
  lang: Lang,
  text: Type.String(),
  place: Type.String(),
  since: Type.String(),
  held: Type.Boolean(),
  appealed: Type.Boolean(),
  flags: Type.Integer(),
})
export const QueueView = Type.Object({
  items: Type.Array(Waiting),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type QueueView = Type.Static<typeof QueueView>

export const CommentDeskView = Type.Object({
  id: Type.String(),
  subject: nullable(SubjectLine),
  comments: Type.Integer({ description: 'Shown on the same subject' }),
  place: Type.String(),
  state: Type.Enum(['shown', 'held', 'hidden', 'removed']),
  lang: Lang,
  html: nullable(Type.String()),
  hiddenReason: nullable(Type.Enum([...hidingReasons])),
  at: Type.String(),
  editedAt: nullable(Type.String()),
  waitingSince: nullable(Type.String()),
  flags: Type.Array(Type.Object({ reason: Type.Enum([...flagReasons]), count: Type.Integer() })),
  findings: Type.Array(
    Type.Object({ kind: Type.String(), sample: Type.String({ description: 'Enough to find the place' }) }),
  ),
  answers: nullable(Type.Object({ lang: Lang, html: nullable(Type.String()) })),
  own: Type.Boolean({ description: 'The moderator’s own: somebody else decides' }),
  appeal: nullable(
    Type.Object({
      text: nullable(Type.String()),
      at: Type.String(),
      decidedAt: nullable(Type.String()),
      mine: Type.Boolean({ description: 'The moderator who asks hid it: another one decides' }),
    }),
  ),
})
export type CommentDeskView = Type.Static<typeof CommentDeskView>

export const DecidedRef = Type.Object({ comment: Type.String() })
