import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'

/** What somebody asks of an institution by law. The term runs from the day on which it was sent, registered or not. */
export const requestLife = defineLifecycle({
  name: 'open-data.request',
  initial: 'sent',
  states: { sent: {}, registered: {}, answered: { final: true }, withdrawn: { final: true } },
  transitions: {
    register: { from: ['sent'], to: 'registered', by: ['officer'] },
    answer: { from: ['registered'], to: 'answered', by: ['officer'] },
    withdraw: { from: ['sent', 'registered'], to: 'withdrawn', by: ['requester'] },
  },
})
export type RequestState = keyof typeof requestLife.states
export const requestStates = Object.keys(requestLife.states) as RequestState[]

/** Law 148/2023, and Law 305/2012. */
export const requestKinds = ['information', 'reuse'] as const
export type RequestKind = (typeof requestKinds)[number]

export const requestOutcomes = ['given', 'partly', 'refused', 'not-held'] as const
export type RequestOutcome = (typeof requestOutcomes)[number]

/** Kinds of grounds on which something is refused; the officer names act and article beside it. */
export const refusalGrounds = ['personal-data', 'state-secret', 'commercial-secret', 'other-law'] as const
export type RefusalGround = (typeof refusalGrounds)[number]

/** Whether an outcome keeps something back, and so needs a ground. */
export const keepsBack = (outcome: RequestOutcome) => outcome === 'partly' || outcome === 'refused'

/** Kind of the clocks, acts and readings of requests; their id is the request's. */
export const REQUEST = 'open-data.request'
