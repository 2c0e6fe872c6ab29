import { withFrom } from '#kernel/http/from.ts'
import type { View } from '#kernel/i18n/view.ts'
import { otherLang } from '../other-lang.ts'

export interface Crumb {
  path: string
  label: string
  /** Of a label that is in another language than the page. */
  lang?: string | undefined
}

/** Where the page is: from the widest to the nearest, without the page itself. The list that one came from keeps its filters. */
export function Breadcrumb({ view, crumbs }: { view: View; crumbs: Crumb[] }) {
  return (
    <nav class="ds-breadcrumbs crumbs" aria-label={view.t('ui.breadcrumb')}>
      <ol>
        {crumbs.map(({ path, label, lang }) => (
          <li key={path}>
            <a class="crumbs-link" href={view.href(withFrom(path, view.from))} lang={otherLang(lang, view)}>
              {label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
