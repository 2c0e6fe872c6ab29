/** What is asked of offices, one opinion each, and what each must have looked at before it speaks. */
export const checklists = {
  land: ['owner', 'use', 'disputes'],
  planning: ['plan', 'protected', 'networks'],
  law: ['competence', 'equal', 'permits'],
  finance: ['price', 'other-money', 'procurement'],
  maintenance: ['who-keeps', 'upkeep', 'lifetime'],
} as const
export type Aspect = keyof typeof checklists
export const aspects = Object.keys(checklists) as [Aspect, ...Aspect[]]

export const verdicts = ['possible', 'possible-if', 'impossible'] as const
export type Verdict = (typeof verdicts)[number]

/** Why an idea can be refused; there are no others. */
export const refusalReasons = [
  'not-competent',
  'not-public-land',
  'against-plan',
  'unlawful',
  'too-dear',
  'too-cheap',
  'cannot-be-kept',
  'already-planned',
  'not-general',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export interface CostParts {
  works: number
  vat: number
  design: number
  contingency: number
}

/** What an idea costs once, in minor units; upkeep comes on top, every year. */
export const costOnce = ({ works, vat, design, contingency }: CostParts) => works + vat + design + contingency
