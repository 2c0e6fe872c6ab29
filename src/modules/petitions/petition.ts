import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'
import { slugOf as slug } from '#kernel/text/slug.ts'

/** How surely we know who acts: a mailbox read, an eID, a qualified signature. In this order. */
export const levels = ['email', 'strong', 'signed'] as const
export type Level = (typeof levels)[number]

export const thresholdNames = ['answer', 'hearing'] as const
export type ThresholdName = (typeof thresholdNames)[number]

/**
 * The life of a petition. What each addressee does with it is another lifecycle (answering/case.ts): a petition can be
 * answered while it still collects signatures.
 */
export const petitionLife = defineLifecycle({
  name: 'petition',
  states: {
    /** Waits for its first supporters, seen only by those who have the link. */
    supporting: {},
    moderation: {},
    /** Back with its starter, who was told what to change. */
    returned: {},
    refused: {},
    /** The refusal is with another moderator. */
    appealed: {},
    /** Refused twice, or not appealed in time: stays listed with its reason. */
    'refused-finally': { final: true },
    open: {},
    closed: {},
    /** Names of signatories are gone; counts, text and answers stay. */
    archived: { final: true },
    /** Given up by its starter before it was published, or never supported in time. */
    abandoned: { final: true },
  },
  initial: 'supporting',
  transitions: {
    gatherSupport: { from: ['supporting'], to: 'moderation', by: ['system'] },
    publish: { from: ['moderation', 'appealed'], to: 'open', by: ['moderator'] },
    /** Taken down after it had closed, and the appeal was won: it takes no signatures again. */
    publishClosed: { from: ['appealed'], to: 'closed', by: ['moderator'] },
    /** The moderation clock ran out: published by itself, marked unreviewed. */
    lapse: { from: ['moderation'], to: 'open', by: ['system'] },
    return: { from: ['moderation'], to: 'returned', by: ['moderator'] },
    resubmit: { from: ['returned'], to: 'moderation', by: ['starter'] },
    refuse: { from: ['moderation'], to: 'refused', by: ['moderator'] },
    /** Published, and found against the rules later: after the clock published it, or when readers reported it. */
    takeDown: { from: ['open', 'closed'], to: 'refused', by: ['moderator'] },
    appeal: { from: ['refused'], to: 'appealed', by: ['starter'] },
    uphold: { from: ['appealed'], to: 'refused-finally', by: ['moderator'] },
    letStand: { from: ['refused'], to: 'refused-finally', by: ['system'] },
    abandon: { from: ['supporting', 'returned'], to: 'abandoned', by: ['starter', 'system'] },
    close: { from: ['open'], to: 'closed', by: ['starter', 'system'] },
    archive: { from: ['closed'], to: 'archived', by: ['system'] },
  },
})
export type PetitionState = keyof typeof petitionLife.states
export const petitionStates = Object.keys(petitionLife.states) as PetitionState[]

/** States in which a petition is listed and its page is public. */
export const publicStates = [
  'open',
  'closed',
  'archived',
  'refused',
  'appealed',
  'refused-finally',
] as const satisfies PetitionState[]

export const topics = [
  'roads',
  'transport',
  'environment',
  'education',
  'health',
  'social',
  'housing',
  'culture',
  'safety',
  'governance',
  'economy',
  'other',
] as const
export type Topic = (typeof topics)[number]

export interface CountByLevel {
  email: number
  strong: number
  signed: number
}

/** Signatures at `level` or stronger. */
export function countFrom(level: Level, count: CountByLevel): number {
  return levels.slice(levels.indexOf(level)).reduce((sum, one) => sum + count[one], 0)
}

/** Whether signatures are taken on a civil day: open, and not past the last day. */
export function takesSignatures(petition: { state: PetitionState; closesOn: string | null }, today: string): boolean {
  return petition.state === 'open' && (petition.closesOn === null || today <= petition.closesOn)
}

/** Address of the petition's page, without the language. */
export const petitionPath = ({ number, slug }: { number: number; slug: string }) => `/petitions/${number}-${slug}`

/** Words of the title for the address. */
export const slugOf = (title: string) => slug(title, 'petition')
