import type { ComponentChildren } from 'preact'

interface DeskProps {
  children: ComponentChildren
  decide: ComponentChildren
  /** What one does next is a list of ways: on a phone, and for who reads by ear, it stands before the facts. What is decided on the spot is read before. */
  nextFirst?: boolean
}

/** A workspace page: what is to be read, and beside it what is to be decided. */
export function Desk({ children, decide, nextFirst = false }: DeskProps) {
  const next = <div class="stack desk-next">{decide}</div>
  return (
    <div class="desk">
      {nextFirst && next}
      <div class="stack-wide">{children}</div>
      {!nextFirst && next}
    </div>
  )
}
