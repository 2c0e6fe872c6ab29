import type { Localised } from '#kernel/i18n/lang.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import type { Rehearsal } from '../process.ts'

/** Synthetic people of one rehearsal. */
export const MOST_PEOPLE = 20_000

/** What making a rehearsal goes through, in this order. */
export const rehearsalSteps = ['copying', 'voting', 'counting', 'comparing'] as const
export type RehearsalStep = (typeof rehearsalSteps)[number]

/** Says that a step begins, to whoever waits. */
export type TellStep = (step: RehearsalStep) => Promise<void>

/** A rehearsal that somebody asked for. */
export interface RehearsalRequest {
  id: string
  number: number
  processId: string
  title: Localised
  slug: string
  spec: Rehearsal
  askedAt: Date
  endedAt: Date | null
  /** Number of the rehearsal. */
  made: number | null
  failure: Text | null
}

/** Where one waits for it. */
export const requestPath = ({ number, request }: { number: number; request: number }) =>
  `/work/processes/${number}/rehearsals/${request}`
