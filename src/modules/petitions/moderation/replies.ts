import Type from 'typebox'
import { findingKinds } from '#commons/moderation/find-personal-data.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { petitionStates } from '../petition.ts'
import { bars } from './impartial.ts'
import { partKinds } from './parts.ts'
import { allMaskReasons, decisionReasons, decisions, flagReasons, itemKinds, maskOrderers } from './reasons.ts'

const Lang = Type.Enum(['ro', 'ru', 'en'])
const Day = Type.String({ description: 'Civil day, YYYY-MM-DD' })
const Instant = Type.String({ description: 'Instant, RFC 3339' })

const PetitionRef = Type.Object({ number: Type.Integer(), slug: Type.String(), title: Type.String(), lang: Lang })

const FindingView = Type.Object({
  kind: Type.Enum([...findingKinds]),
  field: Type.Enum(['title', 'why']),
  start: Type.Integer({ description: 'UTF-16 position in the field' }),
  end: Type.Integer(),
  sample: Type.String({ description: 'First two characters and the last' }),
})

const ClockView = Type.Object({
  dueOn: Day,
  daysLeft: Type.Integer({ description: 'Working days; negative calendar days when overdue' }),
  daysTotal: Type.Integer(),
  promisedBy: Type.String(),
})
export type ClockView = Type.Static<typeof ClockView>

const HoldView = nullable(Type.Object({ by: nullable(Type.String()), mine: Type.Boolean(), until: Instant }))

export const QueueView = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum([...itemKinds]),
      number: Type.Integer(),
      title: Type.String(),
      lang: Lang,
      place: Type.String(),
      addressees: Type.Array(Type.String()),
      clock: ClockView,
      findings: Type.Array(Type.Object({ kind: Type.Enum([...findingKinds]), count: Type.Integer() })),
      stopped: Type.Boolean({ description: 'The check keeps the clock from publishing it' }),
      escalated: Type.Boolean(),
      flags: Type.Integer(),
      hold: HoldView,
      anothers: Type.Boolean({ description: 'The viewer may not judge it: another moderator decides' }),
    }),
  ),
  total: Type.Integer(),
  anothers: Type.Integer({ description: 'Of the total, what another moderator decides' }),
  next: nullable(Type.String()),
  counts: Type.Array(Type.Object({ kind: Type.Enum([...itemKinds]), items: Type.Integer(), anothers: Type.Integer() })),
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String() })),
  query: Type.Object({
    kind: nullable(Type.Enum([...itemKinds])),
    place: nullable(Type.String()),
    held: nullable(Type.Enum(['mine', 'free'])),
    overdue: Type.Boolean(),
    after: nullable(Type.String()),
  }),
})
export type QueueView = Type.Static<typeof QueueView>

const DecisionView = Type.Object({
  decision: Type.Enum([...decisions]),
  reason: nullable(Type.Enum([...decisionReasons])),
  text: nullable(Type.String()),
  at: Instant,
})
export type DecisionView = Type.Static<typeof DecisionView>

/** What the item is about; null for those who may not judge it. */
const ItemText = Type.Object({
  title: Type.String(),
  whyHtml: Type.String({ description: 'Cleaned HTML of the whole text, also of what is hidden' }),
  topic: Type.String(),
  starterName: nullable(Type.String()),
  addressees: Type.Array(Type.String()),
  documents: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      type: Type.String(),
      description: Type.String(),
      hidden: Type.Boolean(),
    }),
  ),
  supporters: Type.Integer(),
  signatures: Type.Integer(),
  similar: Type.Array(PetitionRef),
  findings: Type.Array(FindingView),
  decisions: Type.Array(DecisionView),
  flags: Type.Array(Type.Object({ reason: Type.Enum([...flagReasons]), text: nullable(Type.String()), at: Instant })),
  message: nullable(Type.String({ description: 'Of an appeal: what the starter says' })),
  maskReason: nullable(Type.Enum([...allMaskReasons])),
})

export const ItemView = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...itemKinds]),
  number: Type.Integer(),
  lang: Lang,
  state: Type.Enum([...petitionStates]),
  place: Type.String(),
  clock: ClockView,
  stopped: Type.Boolean(),
  closed: Type.Boolean(),
  hold: HoldView,
  barred: nullable(Type.Enum([...bars])),
  public: Type.Boolean(),
  about: nullable(ItemText),
})
export type ItemView = Type.Static<typeof ItemView>

export const ItemHeld = Type.Object({ item: Type.String() })
export const ItemDecided = Type.Object({ petition: Type.Integer(), decision: Type.Enum([...decisions]) })

const MaskView = Type.Object({
  target: Type.Enum(['passage', 'text', 'document', ...partKinds]),
  reason: Type.Enum([...allMaskReasons]),
  orderedBy: Type.Enum([...maskOrderers]),
  reference: nullable(Type.String()),
  at: Instant,
  liftedAt: nullable(Instant),
  reply: nullable(Type.Object({ text: Type.String(), by: Type.String(), at: Instant })),
})
export type MaskView = Type.Static<typeof MaskView>

export const MasksView = Type.Object({
  petition: PetitionRef,
  barred: nullable(Type.Enum([...bars])),
  text: nullable(Type.Object({ title: Type.String(), why: Type.String({ description: 'Markdown, the whole text' }) })),
  documents: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), hidden: Type.Boolean() })),
  parts: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum([...partKinds]),
      by: nullable(Type.String({ description: 'The authority; null for the starter' })),
      on: Day,
      lang: Lang,
      name: nullable(Type.String({ description: 'Of a file' })),
      texts: Type.Array(
        Type.String({ description: 'Markdown, the whole text; empty where only all of it can be hidden' }),
      ),
      hidden: Type.Boolean({ description: 'All of it is' }),
    }),
    { description: 'Answers, follow-ups, clarifications and files of answers' },
  ),
  masks: Type.Array(
    Type.Interface([MaskView], {
      id: Type.String(),
      passage: nullable(Type.String()),
      document: nullable(Type.String()),
    }),
  ),
})
export type MasksView = Type.Static<typeof MasksView>
export const MaskDone = Type.Object({ mask: Type.String(), petition: Type.Integer() })

export const ModerationView = Type.Object({
  unreviewed: Type.Boolean({ description: 'Published by the clock; no moderator has looked yet' }),
  textHidden: Type.Boolean({ description: 'The reason of the refusal demands that the text is not shown' }),
  decisions: Type.Array(DecisionView, { description: 'Oldest first; the person is never named' }),
  masks: Type.Array(MaskView),
  appealDueOn: nullable(Type.String({ description: 'Day by which the appeal is decided' })),
  number: Type.Integer(),
  refused: Type.Boolean(),
})
export type ModerationView = Type.Static<typeof ModerationView>

export const DecisionList = Type.Object({
  items: Type.Array(Type.Interface([DecisionView], { petition: nullable(PetitionRef) })),
  total: Type.Integer(),
  next: nullable(Type.String()),
  byReason: Type.Array(Type.Object({ reason: Type.Enum([...decisionReasons]), decisions: Type.Integer() })),
  reason: nullable(Type.Enum([...decisionReasons])),
})
export type DecisionList = Type.Static<typeof DecisionList>

export const AppealView = Type.Object({
  petition: PetitionRef,
  about: Type.Enum(['refusal', 'mask']),
  reason: nullable(Type.String({ description: 'Code of the reason; null when there is nothing to appeal' })),
  text: nullable(Type.String()),
  until: nullable(Day),
  open: Type.Boolean({ description: 'An appeal can be made now' }),
})
export type AppealView = Type.Static<typeof AppealView>

export const FlagView = Type.Object({ petition: PetitionRef })
export type FlagView = Type.Static<typeof FlagView>
export const PetitionTouched = Type.Object({ petition: Type.Object({ number: Type.Integer(), slug: Type.String() }) })
