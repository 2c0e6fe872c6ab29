import { PROCESS_VIEWED } from '#commons/processes/process.ts'
import type { Viewed } from '#kernel/http/page-views.ts'

/** Under what views are counted, in the order in which one meets the pages on the way to an anonymous ballot. */
export const visited = { page: PROCESS_VIEWED, ballot: 'budgeting.ballot', identity: 'budgeting.identity' } as const
export type VisitedStep = keyof typeof visited

interface Ballot {
  process: { number: number; rehearsal: boolean }
  standing: 'coming' | 'open' | 'closed'
}

/** The ballot page, while one can vote. */
export function ballotViewed({ process, standing }: Ballot): Viewed | null {
  return standing === 'open' && !process.rehearsal ? { what: visited.ballot, number: process.number } : null
}

/** Somebody was asked who they are: led to sign in for the ballot of an account, or on the page that gives tokens. */
export function identityAsked({ number }: { number: number }): Viewed {
  return { what: visited.identity, number }
}
