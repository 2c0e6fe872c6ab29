import { type FoundDataset, identityOf, type Unreadable } from '../found-dataset.ts'
import type { Graph } from '../rdf/graph.ts'
import type { Term } from '../rdf/triples.ts'
import { readFiles } from './read-file.ts'
import type { ReadAs } from './read-package.ts'
import { licenceFrom, readSaid, webAddressFrom } from './said.ts'
import { langOf, line, type Texts } from './texts.ts'

const DCT = 'http://purl.org/dc/terms/'
const DCAT = 'http://www.w3.org/ns/dcat#'
const FOAF = 'http://xmlns.com/foaf/0.1/'
const VCARD = 'http://www.w3.org/2006/vcard/ns#'
const SCHEMA = 'http://schema.org/'
const DCATAP = 'http://data.europa.eu/r5r/'
const HYDRA = 'http://www.w3.org/ns/hydra/core#'

/** Names of all datasets that a document tells of. */
export function datasetsOfGraph(graph: Graph): string[] {
  return graph.ofType(`${DCAT}Dataset`)
}

/** Whether it tells of a catalogue or a dataset at all. */
export function isCatalogue(graph: Graph): boolean {
  return [`${DCAT}Dataset`, `${DCAT}Catalog`].some((type) => graph.ofType(type).length > 0)
}

/** Where the next page of the catalogue stands, and how many datasets there are in all pages, where that is said. */
export function pagingOf(graph: Graph): { next: string | null; total: number | null } {
  const pages = [`${HYDRA}PagedCollection`, `${HYDRA}PartialCollectionView`, `${HYDRA}Collection`].flatMap((type) =>
    graph.ofType(type),
  )
  const next = pages.map((page) => graph.first(page, `${HYDRA}next`, `${HYDRA}nextPage`)).find((one) => one !== null)
  const total = pages.map((page) => graph.first(page, `${HYDRA}totalItems`)).find((one) => one !== null)
  return { next: next?.value ?? null, total: total && /^\d{1,9}$/.test(total.value) ? Number(total.value) : null }
}

export function readDcat(
  graph: Graph,
  subject: string,
  { site, lang, licence, places }: ReadAs,
): FoundDataset | Unreadable {
  const texts = (of: string, ...properties: string[]): Texts => {
    const found: Texts = {}
    for (const { kind, value, lang: tag } of properties.flatMap((one) => graph.values(of, one)))
      if (kind === 'literal') found[langOf(tag, lang)] ??= value
    return found
  }
  const value = (of: string | null, ...properties: string[]) =>
    of === null ? null : (graph.first(of, ...properties)?.value ?? null)
  const values = (property: string) => graph.values(subject, property).map((one) => one.value)
  const uri = subject.startsWith('_:') ? null : webAddressFrom(subject)
  const identifier = line(value(subject, `${DCT}identifier`), 500)
  const id = identifier ?? uri
  if (id === null) return { id: null, title: null, refused: 'no-id' }
  const contact = nodeOf(graph.first(subject, `${DCAT}contactPoint`))
  const period = nodeOf(graph.first(subject, `${DCT}temporal`))
  const distributions = graph.values(subject, `${DCAT}distribution`).map((one) => one.value)
  const licenceOf = (of: string) =>
    [`${DCT}license`, `${DCT}rights`].flatMap((one) => graph.values(of, one)).map((one) => one.value)
  const knownLicence = (of: string) =>
    licenceOf(of)
      .map(licenceFrom)
      .find((one) => one !== null) ?? null
  const licences = new Set(distributions.map(knownLicence))
  const read = readSaid(
    {
      title: texts(subject, `${DCT}title`),
      description: texts(subject, `${DCT}description`),
      keywords: graph
        .values(subject, `${DCAT}keyword`)
        .map((one) => ({ lang: langOf(one.lang, lang), word: one.value })),
      themes: values(`${DCAT}theme`),
      // DCAT says it of each file: of the whole where all say the same.
      licence: knownLicence(subject) ?? (licences.size === 1 ? [...licences][0] : null),
      frequency: value(subject, `${DCT}accrualPeriodicity`),
      accessRights: value(subject, `${DCT}accessRights`),
      contactName: value(contact, `${VCARD}fn`, `${VCARD}organization-name`, `${FOAF}name`),
      contactEmail: value(contact, `${VCARD}hasEmail`, `${VCARD}email`, `${FOAF}mbox`),
      contactUrl: value(contact, `${VCARD}hasURL`, `${VCARD}url`),
      coversFrom: value(period, `${DCAT}startDate`, `${SCHEMA}startDate`),
      coversTo: value(period, `${DCAT}endDate`, `${SCHEMA}endDate`),
      highValue: values(`${DCATAP}hvdCategory`),
      places: graph.values(subject, `${DCT}spatial`).map((one) => placeNames(graph, one)),
    },
    { licence, lang },
    places,
  )
  if (!read) return { id, title: null, refused: 'no-title' }
  const { files, cut } = readFiles(
    distributions.map((one) => ({
      key: one.startsWith('_:') ? null : one,
      title: texts(one, `${DCT}title`),
      description: texts(one, `${DCT}description`),
      urls: [value(one, `${DCAT}downloadURL`), value(one, `${DCAT}accessURL`)],
      formats: [value(one, `${DCAT}mediaType`), value(one, `${DCT}format`)],
      licence: knownLicence(one),
    })),
    { lang, base: site },
  )
  return {
    id,
    identity: identityOf([identifier, uri], new URL(site).host),
    name: null,
    uri,
    page: webAddressFrom(value(subject, `${DCAT}landingPage`)) ?? uri,
    said: read.said,
    files,
    cut: [...read.cut, ...(cut ? ['files'] : [])],
  }
}

/** All that a place is called: its address, names and codes. A shape alone says none. */
function placeNames(graph: Graph, { kind, value }: Term): string[] {
  if (kind === 'literal') return [value]
  const named = PLACE_NAMES.flatMap((property) => graph.values(value, property)).map((one) => one.value)
  return value.startsWith('_:') ? named : [value, ...named]
}

const PLACE_NAMES = [
  'http://www.w3.org/2004/02/skos/core#prefLabel',
  'http://www.w3.org/2000/01/rdf-schema#label',
  'http://www.w3.org/ns/locn#geographicName',
  `${SCHEMA}name`,
  `${DCT}identifier`,
]

const nodeOf = (term: Term | null) => (term === null || term.kind === 'literal' ? null : term.value)
