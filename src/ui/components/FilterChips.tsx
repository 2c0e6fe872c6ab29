import type { View } from '#kernel/i18n/view.ts'
import { Icon } from './Icon.tsx'

export interface Filter {
  label: string
  /** Address of the same list without this filter. */
  without: string
}

export interface FilterChipsProps {
  view: View
  filters: Filter[]
  /** Address of the list without any filter. */
  clear?: string | undefined
}

/** Filters that are on; each is a link that takes it off. */
export function FilterChips({ view, filters, clear }: FilterChipsProps) {
  if (filters.length === 0) return null
  return (
    <ul class="chips" aria-label={view.t('ui.filters.active')}>
      {filters.map(({ label, without }) => (
        <li key={without}>
          <a class="chip" href={without}>
            <span class="ds-sr-only">{view.t('ui.filters.remove')}: </span>
            {label}
            <Icon name="close" />
          </a>
        </li>
      ))}
      {clear && filters.length > 1 && (
        <li>
          <a class="chip chip-plain" href={clear}>
            {view.t('ui.filters.clear')}
          </a>
        </li>
      )}
    </ul>
  )
}
