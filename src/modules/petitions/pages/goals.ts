import type { View } from '#kernel/i18n/view.ts'
import type { ThresholdView } from '../replies.ts'

export interface Goal extends Omit<ThresholdView, 'authority'> {
  /** What it brings, and from whom where not every authority that is asked promises the same. */
  title: string
}

/** The thresholds as readers see them: where several authorities promise the same for as many signatures, it is one. */
export function goalsOf(thresholds: ThresholdView[], view: View): Goal[] {
  const asked = new Set(thresholds.map(({ authority }) => authority.slug)).size
  const alike = Map.groupBy(thresholds, ({ name, signatures, level, counted }) =>
    [name, signatures, level, counted].join(' '),
  )
  return [...alike.values()].map((same) => {
    const { authority: _, ...goal } = same[0] as ThresholdView
    const name = view.t(`petitions.threshold.${goal.name}`)
    const authorities = view.list(same.map(({ authority }) => authority.name))
    return { ...goal, title: same.length === asked ? name : view.t('petitions.threshold.of', { name, authorities }) }
  })
}

/**
 * The threshold that stands beside a count: the next one while signatures come, else the last that was reached. What can no
 * longer be reached is no goal.
 */
export function goalBeside<G extends { crossedAt: unknown }>(goals: G[], takesSignatures: boolean): G | undefined {
  const next = takesSignatures ? goals.find(({ crossedAt }) => crossedAt === null) : undefined
  return next ?? goals.findLast(({ crossedAt }) => crossedAt !== null)
}
