import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'

/**
 * What one addressee does with one petition. Two things open it: enough signatures (the authority's own promise) and lodging
 * (the law). Either may come first, so a case that is only promised can be lodged later.
 */
export const caseLife = defineLifecycle({
  name: 'case',
  states: {
    /** A threshold was crossed and no longer is; nothing was lodged. */
    waiting: {},
    /** A threshold is crossed: the authority has promised to answer. Not lodged, so no legal clock runs. */
    promised: {},
    /** Lodged and sent; the authority has not acknowledged it. */
    delivered: {},
    registered: {},
    /** The starter was asked to mend defects; the answer's clock stands. */
    mending: {},
    /** Satisfied: the authority tells what it does until it says done. */
    following: {},
    answered: { final: true },
    /** Another authority has it now. */
    redirected: { final: true },
  },
  initial: 'waiting',
  transitions: {
    promise: { from: ['waiting'], to: 'promised', by: ['system'] },
    unpromise: { from: ['promised'], to: 'waiting', by: ['system'] },
    lodge: { from: ['waiting', 'promised'], to: 'delivered', by: ['starter'] },
    register: { from: ['delivered'], to: 'registered', by: ['officer', 'link', 'moderator'] },
    askToMend: { from: ['registered'], to: 'mending', by: ['officer'] },
    mend: { from: ['mending'], to: 'registered', by: ['starter'] },
    redirect: { from: ['registered'], to: 'redirected', by: ['officer'] },
    satisfy: { from: ['promised', 'registered'], to: 'following', by: ['officer', 'link', 'moderator'] },
    decline: { from: ['promised', 'registered'], to: 'answered', by: ['officer', 'link', 'moderator'] },
    leaveUnexamined: { from: ['mending'], to: 'answered', by: ['officer'] },
    finish: { from: ['following'], to: 'answered', by: ['officer', 'link'] },
  },
})
export type CaseState = keyof typeof caseLife.states
export const caseStates = Object.keys(caseLife.states) as CaseState[]

/** States in which the authority still owes something. */
export const openStates = ['promised', 'delivered', 'registered', 'mending', 'following'] as const satisfies CaseState[]

/** How a case ends. 'redirected' is written by redirecting, not by answering. */
export const outcomes = ['satisfied', 'rejected', 'refused', 'unexamined', 'redirected'] as const
export type Outcome = (typeof outcomes)[number]
export const answerOutcomes = ['satisfied', 'rejected', 'refused', 'unexamined'] as const satisfies Outcome[]
export type AnswerOutcome = (typeof answerOutcomes)[number]

/** Clocks are kept on this subject; its id is the case's. */
export const CASE = 'petitions.case'
