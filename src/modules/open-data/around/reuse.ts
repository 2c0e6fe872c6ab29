import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

/** What people make of data, as portals of Europe name it. */
export const madeTypes = [
  'application',
  'visualization',
  'news_article',
  'paper',
  'post',
  'api',
  'hardware',
  'idea',
] as const
/** Files of others that stand beside the data of the institution: the same data, made better for some use. */
export const besideTypes = ['cleaned', 'geocoded', 'translated', 'converted', 'explained'] as const
export const reuseTypes = [...madeTypes, ...besideTypes] as const
export type ReuseType = (typeof reuseTypes)[number]

/** Whether it is somebody else's file beside the data, which must never be taken for the institution's. */
export const isBeside = (type: ReuseType) => (besideTypes as readonly ReuseType[]).includes(type)

/**
 * Somebody signed in proposes it; an official of an institution whose data it uses, or a moderator of the institution's place, looks
 * before others see it, and later again when readers report it. Its author may take it back at any time: then it is deleted.
 */
export const reuseLife = defineLifecycle({
  name: 'open-data.reuse',
  initial: 'proposed',
  states: { proposed: {}, listed: {}, refused: {} },
  transitions: {
    list: { from: ['proposed'], to: 'listed', by: ['official'] },
    refuse: { from: ['proposed', 'listed'], to: 'refused', by: ['official'] },
    proposeAgain: { from: ['proposed', 'refused'], to: 'proposed', by: ['author'] },
  },
})
export type ReuseState = keyof typeof reuseLife.states

/** Why one is not listed: a closed list, in which "we do not like it" does not stand. */
export const refusalReasons = [
  'not-of-this-data',
  'no-answer',
  'pretends',
  'unsafe',
  'advertising',
  'personal-data',
  'insult',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** What readers report. */
export const flagReasons = [...refusalReasons, 'other'] as const
export type FlagReason = (typeof flagReasons)[number]

export interface Reuse {
  id: string
  number: number
  type: ReuseType
  state: ReuseState
  title: string
  lang: Lang
  markdown: string
  html: string
  url: string
  authorMailboxId: string
  authorName: string | null
  proposedAt: Date
  waitingSince: Date | null
  listedAt: Date | null
  decidedBy: string | null
  refusedReason: RefusalReason | null
}

/** Address of its page, without language. */
export const reusePath = ({ number }: { number: number }) => `/data/reuses/${number}`
