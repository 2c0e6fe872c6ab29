import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { Icon } from './Icon.tsx'
import './custom-elements.ts'

export interface BigNumberProps {
  view: View
  value: number
  /** A unit printed with the number, such as "%". */
  unit?: string | undefined
  /** Of what: "de semnături din 500 pentru un răspuns promis". */
  of: ComponentChildren
  /** Until when, and whether it is recounted. */
  note?: ComponentChildren
  /** Where the number can be read again, and under which field of the JSON; refreshed only while the page is seen. */
  live?: { src: string; field: string } | undefined
}

/** A number that says of what. */
export function BigNumber({ view, value, unit, of, note, live }: BigNumberProps) {
  const printed = view.number(value)
  return (
    <div class="number">
      <p>
        <span class="number-value">
          {live ? (
            <punte-count src={live.src} field={live.field}>
              {printed}
            </punte-count>
          ) : (
            printed
          )}
          {unit && ` ${unit}`}
        </span>{' '}
        {of}
      </p>
      {note && <p class="number-note">{note}</p>}
    </div>
  )
}

/** Says that a number was recounted, when, and by whom. */
export function Recounted({ children }: { children: ComponentChildren }) {
  return (
    <span class="checked">
      <Icon name="check" /> {children}
    </span>
  )
}

/** Several numbers side by side. @param compact smaller, where they are many or not what the page is about */
export function Numbers({ compact, children }: { compact?: boolean; children: ComponentChildren }) {
  return <div class={compact ? 'numbers numbers-compact' : 'numbers'}>{children}</div>
}
