import type { ComponentChildren } from 'preact'

/** A workspace page: what is to be read, and beside it what is to be decided. */
export function Desk({ children, decide }: { children: ComponentChildren; decide: ComponentChildren }) {
  return (
    <div class="desk">
      <div class="stack-wide">{children}</div>
      <div class="stack">{decide}</div>
    </div>
  )
}
