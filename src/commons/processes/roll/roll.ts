import type { PlainDay } from '#commons/lifecycle/plain-day.ts'

/**
 * From what a roll is made: lists that an officer brings, documents checked at a counter, or codes that a school or house gives to its own.
 * A process without a roll goes by what people declare.
 */
export const sources = ['register', 'document', 'codes'] as const
export type RollSource = (typeof sources)[number]

/** Whom a list names. Only of residents is asked that they live in the place; the others take part by being on their list. */
export const memberships = ['residents', 'minors', 'foreigners', 'students', 'displaced'] as const
export type Membership = (typeof memberships)[number]

export interface Roll {
  processId: string
  source: RollSource
  /** The day on which one has to be old enough and to live there. */
  eligibleOn: PlainDay
  /** The last day on which somebody can ask to be put on it. */
  correctionsUntil: PlainDay
  fixedAt: Date | null
  /** Lines when it was fixed; null where people come with a document. */
  eligible: number | null
  forgottenAt: Date | null
  /** The process under which the keys of its lines were made: another one where the roll was taken over. */
  keyedBy: string
}

/** Days after everything that the roll was for is decided; then its lines are deleted. */
export const ROLL_DAYS = 60
