import { langs } from '#kernel/i18n/lang.ts'
import type { Listed } from './store.ts'

/** By what one narrows the catalogue; the names stand in addresses. */
export const facets = [
  'institution',
  'theme',
  'format',
  'licence',
  'keyword',
  'frequency',
  'highValue',
  'series',
  'badge',
] as const
export type Facet = (typeof facets)[number]

/** Values of a dataset; one without any is found without the facet alone. */
export const valuesOf: Record<Facet, (dataset: Listed) => string[]> = {
  institution: ({ institution }) => [institution.slug],
  theme: ({ themes }) => themes,
  format: ({ formats }) => formats,
  licence: ({ licence }) => [licence],
  // Of all languages: a keyword is a word of its own in each.
  keyword: ({ keywords }) => [...new Set(langs.flatMap((lang) => keywords[lang] ?? []))],
  frequency: ({ frequency }) => [frequency],
  highValue: ({ highValue }) => (highValue === null ? [] : [highValue]),
  series: ({ series }) => (series === null ? [] : [series.name]),
  badge: ({ badges }) => badges,
}

/** Values as small numbers, so that counting them is adding in an array. */
export class FacetValues {
  private readonly numbers = new Map<string, number>()
  private readonly names: string[] = []
  private readonly bySlot: number[][] = []

  set(slot: number, values: string[]): void {
    this.bySlot[slot] = values.map((value) => this.numberOf(value))
  }

  of(slot: number): readonly number[] {
    return this.bySlot[slot] as number[]
  }

  /** −1 for a value that nothing has. */
  find(value: string): number {
    return this.numbers.get(value) ?? -1
  }

  newCounts(): Int32Array {
    return new Int32Array(this.names.length)
  }

  /** Those that occur, the most frequent first. */
  said(counts: Int32Array): { value: string; count: number }[] {
    const found: { value: string; count: number }[] = []
    for (let at = 0; at < counts.length; at++)
      if (counts[at]) found.push({ value: this.names[at] as string, count: counts[at] as number })
    return found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }

  private numberOf(value: string): number {
    const known = this.numbers.get(value)
    if (known !== undefined) return known
    const number = this.names.push(value) - 1
    this.numbers.set(value, number)
    return number
  }
}
