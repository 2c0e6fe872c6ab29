import { PLATFORM } from '#commons/organisations/platform.ts'
import { type Lang, type Localised, langs } from '#kernel/i18n/lang.ts'
import { locales } from '#kernel/i18n/view.ts'
import { type DescribedField, missingFields } from '../completeness.ts'
import { type Facet, FacetValues, facets, valuesOf } from './facets.ts'
import { SlotOrder } from './order.ts'
import type { Listed } from './store.ts'
import { type Found, WordIndex } from './word-index.ts'
import { queryWords, wordsOf } from './words.ts'
import { WordsSaid } from './words-said.ts'

/** A dataset as the index keeps it: what is long is read again when it is shown. */
export type Known = Omit<Listed, 'description' | 'others'> & { missing: DescribedField[] }

export interface CatalogueQuery {
  q: string | null
  filters: Partial<Record<Facet, string | null>>
  /** Newest: what institutions changed last first; what the platform publishes of itself, which changes each day, behind them. */
  sort: 'best' | 'newest' | 'title'
  lang: Lang
  from: number
  limit: number
}

export interface CatalogueFound {
  items: Known[]
  total: number
  /** Values of what was found; of a facet that is on, as if it were not, so that one sees what else to choose. */
  facets: Record<Facet, { value: string; count: number }[]>
  /** Words that were taken for misspelt ones. */
  mended: string[]
}

/** All that is public, in memory: words, facets and orders. A changed dataset gets a new slot; its old one stays empty. */
export class CatalogueIndex {
  private readonly slots: (Known | null)[] = []
  private readonly slotOf = new Map<string, number>()
  private readonly words = new WordIndex()
  private readonly said = new WordsSaid()
  private readonly values = Object.fromEntries(facets.map((facet) => [facet, new FacetValues()])) as Record<
    Facet,
    FacetValues
  >
  /** Names by slug, of all that ever were in the index. */
  readonly institutions = new Map<string, Localised>()
  /** Titles by name, of all that ever were in the index. */
  readonly series = new Map<string, Localised>()
  /** In which languages a keyword is one. */
  readonly keywordLangs = new Map<string, Set<Lang>>()
  private readonly newest = new SlotOrder((a, b) => byNewest(this.at(a), this.at(b)))
  private readonly listed = new SlotOrder((a, b) => byListing(this.at(a), this.at(b)))
  private readonly published = new SlotOrder((a, b) => byPublication(this.at(a), this.at(b)))
  private readonly titles = Object.fromEntries(
    langs.map((lang) => [lang, new SlotOrder(byTitle(lang, (slot) => this.at(slot)))]),
  ) as Record<Lang, SlotOrder>

  get size(): number {
    return this.slotOf.size
  }

  /** Empty slots; when they are many the index is better made anew. */
  get empty(): number {
    return this.slots.length - this.size
  }

  put(dataset: Listed): void {
    this.remove(dataset.name)
    const { description: _, others: __, ...known } = dataset
    const slot = this.slots.push({ ...known, missing: missingFields(dataset) }) - 1
    this.slotOf.set(dataset.name, slot)
    this.institutions.set(dataset.institution.slug, dataset.institution.name)
    if (dataset.series) this.series.set(dataset.series.name, dataset.series.title)
    this.words.add(slot, wordsOf(dataset, this.said))
    for (const lang of langs)
      for (const word of dataset.keywords[lang] ?? [])
        this.keywordLangs.set(word, (this.keywordLangs.get(word) ?? new Set()).add(lang))
    for (const facet of facets) this.values[facet].set(slot, valuesOf[facet](dataset))
    for (const order of this.orders()) order.add(slot)
  }

  remove(name: string): void {
    const slot = this.slotOf.get(name)
    if (slot === undefined) return
    for (const order of this.orders()) order.remove(slot)
    this.slots[slot] = null
    this.slotOf.delete(name)
  }

  /** Each becomes another object, as after a change of its own: something changed that stands in none of them. */
  renew(): void {
    for (const [slot, known] of this.slots.entries()) if (known) this.slots[slot] = { ...known }
  }

  /** In no order. */
  all(): Known[] {
    return [...this.slotOf.values()].map((slot) => this.at(slot))
  }

  /** In the order of their first publication. */
  inOrderOfPublication(): Known[] {
    return this.published.of(() => [...this.slotOf.values()]).map((slot) => this.at(slot))
  }

  /** All that these words find, the best first; without words all there is, what changed last first, whose ever it is. */
  matching(q: string): Known[] {
    const found = this.foundBy(q)
    const slots = this.newest.of(() => [...this.slotOf.values()]).filter((slot) => fits(found, slot))
    return (found.length > 0 ? this.bestFirst(found, slots) : slots).map((slot) => this.at(slot))
  }

  /** How well these words fit a dataset that they find: more is better, and 0 for one that is not in this index. */
  scores(q: string): (dataset: Known) => number {
    const found = this.foundBy(q)
    return ({ name }) => {
      const slot = this.slotOf.get(name)
      return slot === undefined ? 0 : found.reduce((sum, { worth }) => sum + (worth[slot] as number), 0)
    }
  }

  search(query: CatalogueQuery): CatalogueFound {
    const found = this.foundBy(query.q ?? '')
    // In the order in which slots lie in memory: in another one the walk would wait for it most of the time.
    const { marks, counts } = this.count(query, this.slotOf.values(), (slot) => fits(found, slot))
    const matching = this.ordered(query).filter((slot) => marks[slot] === 1)
    if (query.sort === 'best' && found.length > 0) this.bestFirst(found, matching)
    return {
      items: matching.slice(query.from, query.from + query.limit).map((slot) => this.at(slot)),
      total: matching.length,
      facets: mapFacets((facet) => this.values[facet].said(counts[facet])),
      mended: found.flatMap(({ mended }) => mended),
    }
  }

  private foundBy(q: string): Found[] {
    return this.words.find(queryWords(q), {
      size: this.slots.length,
      isLive: (slot) => this.slots[slot] !== null,
    })
  }

  /** Sorts the slots in place. */
  private bestFirst(found: Found[], slots: number[]): number[] {
    const scores = new Float64Array(this.slots.length)
    for (const { worth } of found) for (const slot of slots) (scores[slot] as number) += worth[slot] as number
    // Sorting keeps the order of equals, which is from the newest on.
    return slots.sort((a, b) => (scores[b] as number) - (scores[a] as number))
  }

  /** One walk over all that the words found: what passes every filter, and for each facet how often its values occur. */
  private count(query: CatalogueQuery, slots: Iterable<number>, fits: (slot: number) => boolean) {
    const on = facets.flatMap((facet) => {
      const value = query.filters[facet] ?? null
      return value === null ? [] : [{ facet, values: this.values[facet], number: this.values[facet].find(value) }]
    })
    const counts = mapFacets((facet) => this.values[facet].newCounts())
    // Looked up once: the walk goes over all datasets, for each of them over all facets.
    const all = facets.map((facet) => ({ values: this.values[facet], of: counts[facet] }))
    const marks = new Uint8Array(this.slots.length)
    for (const slot of slots) {
      if (!fits(slot)) continue
      let failed: Facet | null = null
      let failures = 0
      for (const { facet, values, number } of on)
        if (!values.of(slot).includes(number)) {
          failed = facet
          failures++
        }
      if (failures === 0) {
        marks[slot] = 1
        for (const { values, of } of all) addTo(of, values.of(slot))
      } else if (failures === 1 && failed) addTo(counts[failed], this.values[failed].of(slot))
    }
    return { marks, counts }
  }

  private ordered({ sort, lang }: CatalogueQuery): readonly number[] {
    const order = sort === 'title' ? this.titles[lang] : this.listed
    return order.of(() => [...this.slotOf.values()])
  }

  private orders(): SlotOrder[] {
    return [this.newest, this.listed, this.published, ...Object.values(this.titles)]
  }

  private at(slot: number): Known {
    return this.slots[slot] as Known
  }
}

function addTo(counts: Int32Array, numbers: readonly number[]): void {
  for (const number of numbers) (counts[number] as number)++
}

function fits(found: { worth: Float32Array }[], slot: number): boolean {
  for (const { worth } of found) if (worth[slot] === 0) return false
  return true
}

function mapFacets<T>(make: (facet: Facet) => T): Record<Facet, T> {
  return Object.fromEntries(facets.map((facet) => [facet, make(facet)])) as Record<Facet, T>
}

const byName = (a: Known, b: Known) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

function byNewest(a: Known, b: Known): number {
  return b.modifiedAt.getTime() - a.modifiedAt.getTime() || byName(a, b)
}

const isOwn = ({ institution }: Known) => (institution.slug === PLATFORM ? 1 : 0)

function byListing(a: Known, b: Known): number {
  return isOwn(a) - isOwn(b) || byNewest(a, b)
}

/** Who reads page after page in this order misses none that comes meanwhile. */
export function byPublication(a: Known, b: Known): number {
  return a.publishedAt.getTime() - b.publishedAt.getTime() || byName(a, b)
}

function byTitle(lang: Lang, at: (slot: number) => Known): (a: number, b: number) => number {
  const { compare } = new Intl.Collator(locales[lang], { numeric: true })
  return (a, b) => {
    const [one, other] = [at(a), at(b)]
    return compare(one.title[lang] ?? one.title.ro, other.title[lang] ?? other.title.ro) || byName(one, other)
  }
}
