import type { ComponentChildren } from 'preact'

export interface EmptyStateProps {
  title: string
  /** Why there is nothing. */
  children?: ComponentChildren
  /** The next step: a `ButtonLink` or a link. */
  next: ComponentChildren
}

/** Nothing here yet, and what one can do about it. */
export function EmptyState({ title, children, next }: EmptyStateProps) {
  return (
    <div class="empty stack">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      <p>{next}</p>
    </div>
  )
}
