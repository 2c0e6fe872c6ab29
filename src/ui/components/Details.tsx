import type { ComponentChildren } from 'preact'

export interface DetailsProps {
  summary: string
  open?: boolean | undefined
  /** Folded for want of room alone: on paper it stands unfolded. */
  printed?: boolean | undefined
  children: ComponentChildren
}

/** More for those who want it. */
export function Details({ summary, open, printed, children }: DetailsProps) {
  return (
    <details class={printed ? 'ds-details details details-printed' : 'ds-details details'} open={open}>
      <summary class="details-summary">{summary}</summary>
      <div class="details-body stack">{children}</div>
    </details>
  )
}
