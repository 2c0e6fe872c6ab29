import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'

/** What somebody wishes were open data. An institution answers when and how it can: no term of law runs. */
export const wishLife = defineLifecycle({
  name: 'open-data.wish',
  initial: 'open',
  states: { open: {}, planned: {}, available: { final: true }, declined: {}, withdrawn: { final: true } },
  transitions: {
    plan: { from: ['open', 'planned', 'declined'], to: 'planned', by: ['officer'] },
    // The system's when a dataset that was planned for it is published.
    fulfil: { from: ['open', 'planned', 'declined'], to: 'available', by: ['officer', 'system'] },
    decline: { from: ['open', 'planned'], to: 'declined', by: ['officer'] },
    withdraw: { from: ['open'], to: 'withdrawn', by: ['author'] },
  },
})
export type WishState = keyof typeof wishLife.states
export const wishStates = Object.keys(wishLife.states) as WishState[]

export const wishOutcomes = ['planned', 'available', 'declined'] as const
export type WishOutcome = (typeof wishOutcomes)[number]

/** Why something cannot be open data. */
export const declineReasons = ['not-held', 'other-institution', 'personal-data', 'protected', 'too-much-work'] as const
export type DeclineReason = (typeof declineReasons)[number]

export const flagReasons = ['personal-data', 'insult', 'advertising', 'not-a-wish', 'other'] as const
export type FlagReason = (typeof flagReasons)[number]

/** Address of a wish's page, without language. */
export const wishPath = ({ number, slug }: { number: number; slug: string }) => `/data/wishes/${number}-${slug}`

/** Kind of the acts of officials on wishes. */
export const WISH = 'open-data.wish'
