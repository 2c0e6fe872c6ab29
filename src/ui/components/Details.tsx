import type { ComponentChildren } from 'preact'

export interface DetailsProps {
  summary: string
  open?: boolean | undefined
  /** Folded for want of room alone: on paper it stands unfolded. */
  printed?: boolean | undefined
  /** Folded for want of room alone: on a wide page it stands unfolded and without a summary. */
  wide?: boolean | undefined
  children: ComponentChildren
}

/** More for those who want it. */
export function Details({ summary, open, printed, wide, children }: DetailsProps) {
  const names = ['ds-details details', printed && 'details-printed', wide && 'details-wide']
  return (
    <details class={names.filter(Boolean).join(' ')} open={open}>
      <summary class="details-summary">{summary}</summary>
      <div class="details-body stack">{children}</div>
    </details>
  )
}
