import type { Translate } from '#kernel/i18n/translator.ts'
import type { Filters } from './filters.ts'

/** Filters that are on, in words. */
export function filterLabels(
  filters: Filters,
  names: { place: (key: string) => string; authority: (slug: string) => string },
  t: Translate,
): { name: keyof Filters; label: string }[] {
  const { q, place, authority, topic, state, lang } = filters
  const all: [keyof Filters, string | null][] = [
    ['q', q && t('petitions.find.quoted', { words: q })],
    ['place', place && names.place(place)],
    ['authority', authority && names.authority(authority)],
    ['topic', topic && t(`petitions.topic.${topic}`)],
    ['state', state && t(`petitions.find.state.${state}`)],
    ['lang', lang && t(`petitions.find.lang.${lang}`)],
  ]
  return all.flatMap(([name, label]) => (label ? [{ name, label }] : []))
}
