import type { Places } from '#commons/places/places.ts'
import { type CkanThing, ckanSource } from './ckan-source.ts'
import { SourceFault } from './fault.ts'
import type { FoundDataset, Unreadable } from './found-dataset.ts'
import { graphOf } from './rdf/graph.ts'
import { readRdfInThread } from './rdf/read-in-thread.ts'
import { datasetsOfDataJson, readDataJson } from './read/read-data-json.ts'
import { datasetsOfGraph, isCatalogue, pagingOf, readDcat } from './read/read-dcat.ts'
import { type ReadAs, readPackage } from './read/read-package.ts'
import type { AddressReader } from './read-address.ts'
import type { Source } from './source.ts'

export type Found = FoundDataset | Unreadable

export interface SourcePage {
  found: Found[]
  /** Where it goes on; null: this was the last one. */
  next: string | null
  /** The newest of the source's own times; null where it tells none. */
  newest: string | null
  /** How many datasets the source says that it has; null where it does not say. */
  total: number | null
}

/** A source of any kind, read page by page. Everything throws SourceFault. */
export interface OpenSource {
  page(mark: string | null): Promise<SourcePage>
  /** What all datasets of the source are called there; null: what its pages told is all. */
  ids(): Promise<Set<string> | null>
  /** One of them; null where the source says that it has none such. */
  byId(id: string): Promise<Found | null>
}

type How = Omit<ReadAs, 'site'>

/** @param since the source's own time from which on it is read; null: all of it */
export function openSource(source: Source, reader: AddressReader, since: string | null, places: Places): OpenSource {
  const { lang, licence } = source
  const how = { lang, licence, places }
  if (source.kind === 'ckan') return openCkan(source, reader, since, how)
  return source.kind === 'dcat' ? openDcat(source, reader, how) : openDataJson(source, reader, how)
}

function openCkan({ address }: Source, reader: AddressReader, since: string | null, how: How): OpenSource {
  const ckan = ckanSource(address, reader)
  const as: ReadAs = { ...how, site: ckan.site }
  return {
    async page(mark) {
      const start = Number(mark ?? 0)
      const { count, packages } = await ckan.packagePage({ since, start })
      if (packages.length === 0 && start < count) throw new SourceFault('in-part', { given: start, told: count })
      const next = start + packages.length
      return {
        found: packages.filter(isDataset).map((one) => readPackage(one, as)),
        next: next < count ? String(next) : null,
        newest: newestOf(packages),
        total: null,
      }
    },
    ids: () => ckan.packageIds(),
    async byId(id) {
      const thing = await ckan.packageById(id)
      const stands = thing !== null && isDataset(thing) && thing.state !== 'deleted' && thing.private !== true
      return stands ? readPackage(thing, as) : null
    },
  }
}

/** Packages of other types are harvesters, showcases and the like. */
const isDataset = ({ type }: CkanThing) => type === undefined || type === null || type === 'dataset'

/** Written as Solr wants it, to the second: what changed within it is read again. */
function newestOf(packages: CkanThing[]): string | null {
  const times = packages.flatMap(({ metadata_modified: at }) =>
    typeof at === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(at) ? [`${at.slice(0, 19)}Z`] : [],
  )
  return times.toSorted().at(-1) ?? null
}

const ACCEPT_RDF = 'text/turtle, application/ld+json;q=0.9, application/rdf+xml;q=0.8, */*;q=0.1'

function openDcat({ address }: Source, reader: AddressReader, how: How): OpenSource {
  const as: ReadAs = { ...how, site: address }
  const read = new Set<string>()
  return {
    async page(mark) {
      const answer = await reader.read(mark ?? address, { accept: ACCEPT_RDF })
      const graph = graphOf(await readRdfInThread(answer))
      if (!isCatalogue(graph)) throw new SourceFault('not-this-kind', { url: answer.url })
      read.add(mark ?? address).add(answer.url)
      const found = datasetsOfGraph(graph).map((subject) => readDcat(graph, subject, as))
      const { next, total } = pagingOf(graph)
      return { found, next: next === null ? null : followed(next, answer.url), newest: null, total }
    },
    ids: async () => null,
    byId: async () => null,
  }

  /** Only within the catalogue's own host, and never to where we were. */
  function followed(next: string, from: string): string {
    const url = URL.parse(next, from)
    if (url?.hostname !== new URL(from).hostname) throw new SourceFault('refused-address', { url: next.slice(0, 200) })
    if (read.has(url.href)) throw new SourceFault('same-page', { url: url.href })
    return url.href
  }
}

function openDataJson({ address }: Source, reader: AddressReader, how: How): OpenSource {
  return {
    async page() {
      const answer = await reader.read(address, { accept: 'application/json' })
      const found = datasetsOfDataJson(answer).map((one) => readDataJson(one, { ...how, site: answer.url }))
      return { found, next: null, newest: null, total: null }
    },
    ids: async () => null,
    byId: async () => null,
  }
}
