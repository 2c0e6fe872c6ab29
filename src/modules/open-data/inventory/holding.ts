import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'

/** Why something an institution holds is not open. Which law says so stands beside it in words. */
export const closedReasons = [
  'personal-data',
  'state-secret',
  'commercial-secret',
  'copyright',
  'security',
  'proceedings',
  'other-law',
] as const
export type ClosedReason = (typeof closedReasons)[number]

export const openness = ['open', 'closed'] as const

/** Where a holding stands: what is published, what was promised and when, what will not be. */
export const holdingStates = ['published', 'planned', 'overdue', 'closed'] as const
export type HoldingState = (typeof holdingStates)[number]

/** What an officer says of something that the institution holds: a register, a table, a body of documents. */
export interface Held {
  title: Localised
  about: Partial<Record<Lang, string>>
  /** The office that answers for it, never a person. */
  steward: Localised
  openness: (typeof openness)[number]
  reason: ClosedReason | null
  legalBasis: Localised | null
  dueOn: PlainDay | null
  /** Name of the dataset by which it is published, or will be. */
  dataset: string | null
  /** Its page in the state register of information resources. */
  registerUrl: string | null
}

export interface Holding extends Held {
  id: string
  organisationId: string
  institution: { slug: string; name: Localised }
  number: number
  state: HoldingState
  /** Title of the dataset while everybody may see it. */
  published: { name: string; title: Localised } | null
  modifiedAt: Date
}

export type HoldingAct = 'add' | 'change' | 'import' | 'remove'
