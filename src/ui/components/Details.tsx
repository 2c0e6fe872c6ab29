import type { ComponentChildren } from 'preact'

export interface DetailsProps {
  summary: string
  open?: boolean | undefined
  children: ComponentChildren
}

/** More for those who want it. */
export function Details({ summary, open, children }: DetailsProps) {
  return (
    <details class="ds-details details" open={open}>
      <summary class="details-summary">{summary}</summary>
      <div class="details-body stack">{children}</div>
    </details>
  )
}
