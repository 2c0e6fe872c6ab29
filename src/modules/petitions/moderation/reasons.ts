import { type PetitionState, petitionLife } from '../petition.ts'

/** Why a petition is refused or taken down: a closed list, public with every decision. */
export const refusalReasons = [
  'not-competent',
  'personal-data',
  'insult',
  'threat',
  'repeat',
  'advertising',
  'court-case',
  'not-a-petition',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** A text that is only unclear is returned, never refused. */
export const decisionReasons = [...refusalReasons, 'unclear'] as const
export type DecisionReason = (typeof decisionReasons)[number]

/** Reasons that also hide the text: to leave it readable would go on doing the harm. */
const hiding = ['personal-data', 'insult', 'threat'] as const satisfies RefusalReason[]
export type HidingReason = (typeof hiding)[number]

export function hidesText(reason: DecisionReason | null): reason is HidingReason {
  return (hiding as readonly (string | null)[]).includes(reason)
}

/** Why a part of a published text, a picture or a file is hidden. */
export const maskReasons = ['third-person', 'child', 'defamation', 'court-order', 'data-protection-order'] as const
export type MaskReason = (typeof maskReasons)[number] | HidingReason
export const allMaskReasons = [...maskReasons, ...hiding] as const

/** Who asked for it to be hidden. */
export const maskOrderers = ['moderator', 'court', 'data-protection', 'affected', 'starter'] as const
export type MaskOrderer = (typeof maskOrderers)[number]

/** What readers report. */
export const flagReasons = ['personal-data', 'insult', 'threat', 'child', 'defamation', 'advertising', 'other'] as const
export type FlagReason = (typeof flagReasons)[number]

/** What must hold before a petition is published. */
export const checklist = ['addressee-can', 'no-personal-data', 'no-insult-or-threat', 'no-repeat'] as const

export const itemKinds = ['petition', 'appeal', 'unreviewed', 'flags', 'mask-appeal'] as const
export type ItemKind = (typeof itemKinds)[number]

export const decisions = [
  'published',
  'returned',
  'refused',
  'upheld',
  'lapsed',
  'confirmed',
  'taken-down',
  'kept',
  'masked',
  'stands',
  'mask-upheld',
  'mask-lifted',
] as const
export type Decision = (typeof decisions)[number]

/** What a moderator can decide on an item; the others come from the clock. */
export const decisionsOn = {
  petition: ['published', 'returned', 'refused'],
  appeal: ['published', 'upheld'],
  unreviewed: ['confirmed', 'taken-down'],
  flags: ['kept', 'masked', 'taken-down'],
  'mask-appeal': ['mask-upheld', 'mask-lifted'],
} as const satisfies Record<ItemKind, Decision[]>
export const decidable = [...new Set(Object.values(decisionsOn).flat())]
export type Decidable = (typeof decidable)[number]

/** What can be decided on an item now: what is refused or archived already is not taken down, a part of it can still be hidden. */
export function decisionsNow(kind: ItemKind, state: PetitionState): readonly Decidable[] {
  const from: readonly PetitionState[] = petitionLife.transitions.takeDown.from
  return decisionsOn[kind].filter((decision) => decision !== 'taken-down' || from.includes(state))
}

export function needsReason(decision: Decision): boolean {
  return refuses(decision) || decision === 'returned'
}

/** A decision that somebody has to act on, or that goes against somebody, says why in its own words. */
export function needsText(decision: Decision): boolean {
  return needsReason(decision) || decision === 'upheld' || decision === 'mask-upheld'
}

export function refuses(decision: Decision): boolean {
  return decision === 'refused' || decision === 'taken-down'
}
