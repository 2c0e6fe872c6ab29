import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'

export interface TimelineStep {
  state: 'done' | 'now' | 'todo' | 'stopped'
  title: ComponentChildren
  /** When, by whom, by which article. */
  meta?: ComponentChildren
  /** A text under the step: a reason, an answer. */
  body?: ComponentChildren
}

/** What happened, what is happening and what comes next. */
export function Timeline({ view, steps }: { view: View; steps: TimelineStep[] }) {
  return (
    <ol class="timeline">
      {steps.map(({ state, title, meta, body }, at) => (
        <li key={at} class={`timeline-step timeline-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <svg class="timeline-mark" viewBox="0 0 24 24" width="24" height="24" stroke-width="2" aria-hidden="true">
            <circle cx="12" cy="12" r="9" />
            {SIGNS[state] && (
              <path class="timeline-sign" d={SIGNS[state]} stroke-linecap="round" stroke-linejoin="round" />
            )}
          </svg>
          <p>
            <span class="ds-sr-only">{view.t(`ui.timeline.${state}`)}: </span>
            <span class="timeline-title">{title}</span>
            {meta && <span class="timeline-meta"> · {meta}</span>}
          </p>
          {body}
        </li>
      ))}
    </ol>
  )
}

const SIGNS: Record<TimelineStep['state'], string | undefined> = {
  done: 'M8 12.500l3 3 5.5-6.5',
  now: undefined,
  todo: undefined,
  stopped: 'M9 9l6 6M15 9l-6 6',
}
