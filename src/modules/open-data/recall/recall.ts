import type { VersionState } from '../ingest/version.ts'

/** Why a public version is taken down. */
export const recallReasons = ['personal-data', 'wrong-data', 'no-right', 'other'] as const
export type RecallReason = (typeof recallReasons)[number]

/** Whether the bytes themselves may not be had, so that every version of the same bytes goes; else one reading of them was wrong. */
export const takesAllOfSameBytes = (reason: RecallReason): boolean =>
  reason === 'personal-data' || reason === 'no-right'

/** Whether the same bytes may not come back, so that nobody publishes them again by mistake. */
export const neverAgain = ['personal-data', 'no-right', 'wrong-data'] as const satisfies RecallReason[]

/** What can be done about a version: one that was public leaves a mark, a draft does not. */
export type Way = 'recall' | 'delete' | null

export function wayOf({ state, publishedAt }: { state: VersionState; publishedAt: Date | string | null }): Way {
  if (state === 'recalled') return null
  return publishedAt === null ? 'delete' : 'recall'
}

/** What a breach of personal data ended with. */
export const breachOutcomes = ['told', 'no-risk'] as const
export type BreachOutcome = (typeof breachOutcomes)[number]
