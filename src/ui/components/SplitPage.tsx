import type { ComponentChildren } from 'preact'

export interface SplitPageProps {
  /** Title and state. */
  head: ComponentChildren
  /** What is asked: short, comes before the doing. */
  ask: ComponentChildren
  /** The one thing the reader can do, with its number. */
  act: ComponentChildren
  /** Id of the doing, the target of the bar at the bottom. */
  actId: string
  /** The bar on a phone: a `ButtonLink` to `#actId` and a number. */
  bar?: ComponentChildren
  rest: ComponentChildren
}

/**
 * Asking, doing, the rest, in this order of reading on every screen; on a wide one the doing stands at the side.
 * The bar sticks to the bottom of a phone only while "the rest" is read, so it never covers the form.
 */
export function SplitPage({ head, ask, act, actId, bar, rest }: SplitPageProps) {
  return (
    <div class="split">
      <div class="split-head">{head}</div>
      <div class="split-ask stack">{ask}</div>
      <div class="split-act" id={actId}>
        {act}
      </div>
      <div class="split-rest stack-wide">
        {rest}
        {bar && <div class="act-bar">{bar}</div>}
      </div>
    </div>
  )
}
