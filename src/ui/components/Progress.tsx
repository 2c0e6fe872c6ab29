import type { View } from '#kernel/i18n/view.ts'

export interface ProgressProps {
  view: View
  value: number
  /** The next threshold, or the last one when all are met. */
  max: number
  /** Of what: "semnături". */
  label: string
  /** What the threshold brings; printed under the bar with what is missing. */
  next?: string | undefined
  /** Thresholds already met, smaller than `max`: drawn as cuts in the bar. */
  passed?: number[] | undefined
}

/** The way to the next threshold. */
export function Progress({ view, value, max, label, next, passed = [] }: ProgressProps) {
  const met = value >= max
  const name = view.t('ui.progress', { value: view.number(value), max: view.number(max), label })
  return (
    <div class="progress">
      <svg class="progress-bar" width="100%" height="12" role="img" aria-label={name}>
        <rect class="progress-track" width="100%" height="12" rx="6" />
        <rect class={met ? 'progress-met' : 'progress-value'} width={percent(value, max)} height="12" rx="6" />
        {[...new Set(passed)].map((at) => (
          <line key={at} class="progress-mark" x1={percent(at, max)} x2={percent(at, max)} y1="0" y2="12" />
        ))}
      </svg>
      {next && (
        <p class="progress-next">
          {met ? view.t('ui.progress.met', { next }) : view.t('ui.progress.missing', { missing: max - value, next })}
        </p>
      )}
    </div>
  )
}

function percent(value: number, max: number): string {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  return `${Math.round(share * 1000) / 10}%`
}
