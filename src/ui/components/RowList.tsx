import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'

export interface RowItem {
  title: string
  href: string
  lang?: string | undefined
  /** Place, addressee, day. */
  meta: ComponentChildren
  state: ComponentChildren
  /** The number that matters, and of what it is. */
  number?: { value: number; of: string; note?: ComponentChildren } | undefined
  /** Small, beside the words, 4 to 3. */
  picture?: { path: string; description: string } | null | undefined
}

/** A list of found things: title, place, state, number. */
export function RowList({ view, items }: { view: View; items: RowItem[] }) {
  return (
    <ul class="rows">
      {items.map(({ title, href, lang, meta, state, number, picture }) => (
        <li class={picture ? 'row row-pictured' : 'row'} key={href}>
          {picture && (
            <img
              class="row-picture"
              src={picture.path}
              alt={picture.description}
              lang={lang}
              width="120"
              height="90"
              loading="lazy"
            />
          )}
          <h3 class="row-title">
            <a href={href} lang={lang}>
              {title}
            </a>
          </h3>
          {meta && <p class="row-meta">{meta}</p>}
          {state && <p class="row-state">{state}</p>}
          {number && (
            <p class="row-number">
              <span class="row-value">{view.number(number.value)}</span> <span class="row-of">{number.of}</span>
              {number.note && <span class="row-note">{number.note}</span>}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
