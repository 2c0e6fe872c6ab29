import type { View } from '#kernel/i18n/view.ts'
import { Icon } from './Icon.tsx'

export interface PaginationProps {
  view: View
  /** Address of the next part, if there is one. */
  next?: string | undefined
  /** Address of the first part, if this is not it. */
  first?: string | undefined
}

/** Pages by cursor: onward, or back to the first. */
export function Pagination({ view, next, first }: PaginationProps) {
  if (!next && !first) return null
  return (
    <nav class="pages screen-only" aria-label={view.t('ui.pages')}>
      {first && (
        <a class="ds-button button" data-variant="tertiary" href={first} rel="first">
          <Icon name="back" />
          {view.t('ui.pages.first')}
        </a>
      )}
      {next && (
        <a class="ds-button button button-quiet" data-variant="secondary" href={next} rel="next">
          {view.t('ui.pages.next')}
          <Icon name="next" />
        </a>
      )}
    </nav>
  )
}
