import type { Translate } from '#kernel/i18n/translator.ts'
import type { Facet } from './facets.ts'
import type { Filters } from './filters.ts'
import type { DatasetList } from './replies.ts'

/** Filters that are on, in words. */
export function chosenFilters(
  { query, facets }: { query: Filters; facets: DatasetList['facets'] },
  t: Translate,
): { name: 'q' | Facet; label: string }[] {
  const words =
    query.q === null ? [] : [{ name: 'q' as const, label: t('open-data.catalogue.quoted', { words: query.q }) }]
  const chosen = facets.flatMap(({ facet, values }) => {
    const value = query[facet]
    return value === null ? [] : [{ name: facet, label: values.find((one) => one.value === value)?.label ?? value }]
  })
  return [...words, ...chosen]
}
