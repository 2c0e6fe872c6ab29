import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'

/** The life of an idea, from its proposal to the ballot. What comes after the vote is a project's life. */
export const ideaLife = defineLifecycle({
  name: 'idea',
  states: {
    /** Public, gathers support and comments. */
    proposed: {},
    /** With the offices that say whether it can be done. */
    review: {},
    /** Can be done, has its cost; goes on the ballot. */
    accepted: {},
    refused: {},
    /** The refusal is looked at once more, by somebody else. */
    appealed: {},
    'refused-finally': { final: true },
    /** Part of another idea now, with its author's consent. */
    merged: { final: true },
    withdrawn: { final: true },
    /** Against the rules: its text is not shown, its place in the list stays. */
    hidden: {},
    /** Did not gather the support it needed in time. */
    unsupported: { final: true },
    /** On the ballot, frozen. */
    'on-ballot': { final: true },
    /** Quick ideas have no vote: the authority owes an answer. */
    'to-answer': {},
    /** The authority does it, and says by what means. */
    'taken-up': { final: true },
    /** The authority said why not; its author can ask once that somebody else looks again. */
    'not-taken-up': {},
  },
  initial: 'proposed',
  transitions: {
    beginReview: { from: ['proposed'], to: 'review', by: ['system', 'officer'] },
    lackSupport: { from: ['proposed'], to: 'unsupported', by: ['system'] },
    awaitAnswer: { from: ['proposed'], to: 'to-answer', by: ['system'] },
    takeUp: { from: ['to-answer'], to: 'taken-up', by: ['officer'] },
    decline: { from: ['to-answer'], to: 'not-taken-up', by: ['officer'] },
    /** Once, within the days in which a refusal can be appealed. */
    askAgain: { from: ['not-taken-up'], to: 'to-answer', by: ['author'] },
    accept: { from: ['review', 'appealed'], to: 'accepted', by: ['officer'] },
    refuse: { from: ['review'], to: 'refused', by: ['officer'] },
    /** Once, within the days that the process gives. */
    appeal: { from: ['refused'], to: 'appealed', by: ['author'] },
    uphold: { from: ['appealed'], to: 'refused-finally', by: ['officer'] },
    letStand: { from: ['refused'], to: 'refused-finally', by: ['system'] },
    merge: { from: ['proposed', 'review'], to: 'merged', by: ['author'] },
    withdraw: {
      from: ['proposed', 'review', 'accepted', 'refused', 'appealed', 'to-answer'],
      to: 'withdrawn',
      by: ['author'],
    },
    hide: {
      from: ['proposed', 'review', 'accepted', 'refused', 'appealed', 'to-answer'],
      to: 'hidden',
      by: ['moderator'],
    },
    /** On appeal a moderator gives back what another hid, to the state in which it was. */
    showProposed: { from: ['hidden'], to: 'proposed', by: ['moderator'] },
    showUnsupported: { from: ['hidden'], to: 'unsupported', by: ['moderator'] },
    showReview: { from: ['hidden'], to: 'review', by: ['moderator'] },
    showAccepted: { from: ['hidden'], to: 'accepted', by: ['moderator'] },
    showRefused: { from: ['hidden'], to: 'refused', by: ['moderator'] },
    showAppealed: { from: ['hidden'], to: 'appealed', by: ['moderator'] },
    showToAnswer: { from: ['hidden'], to: 'to-answer', by: ['moderator'] },
    putOnBallot: { from: ['accepted'], to: 'on-ballot', by: ['system'] },
  },
})
export type IdeaState = keyof typeof ideaLife.states
export const ideaStates = Object.keys(ideaLife.states) as IdeaState[]

/** What comes of an idea on the ballot once the council has decided; its own life ended before. What is stopped was funded, and is not done after all. */
export const voteOutcomes = ['funded', 'not-funded', 'stopped'] as const
export type Voted = (typeof voteOutcomes)[number]

/** By what lists are filtered: how ideas stand, and what came of those on the ballot. */
export const standings = [...ideaStates, ...voteOutcomes] as const
export type Standing = (typeof standings)[number]
export const isVoted = (standing: Standing | null): standing is Voted => voteOutcomes.some((one) => one === standing)

export const categories = [
  'parks',
  'streets',
  'mobility',
  'school',
  'culture',
  'sport',
  'environment',
  'safety',
  'social',
  'other',
] as const
export type Category = (typeof categories)[number]

/** Address of the idea's page, without the language. */
export const ideaPath = ({ number, slug }: { number: number; slug: string }) => `/ideas/${number}-${slug}`
