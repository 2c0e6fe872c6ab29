import { type FileType, mediaTypes } from '../catalogue/vocabularies/file-types.ts'
import { licenceFacts } from '../catalogue/vocabularies/licences.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import { type Addresses, datasetIri } from './addresses.ts'
import { legislation } from './legislation.ts'
import { webIri } from './rdf/iri.ts'
import type { RdfNode } from './rdf/node.ts'
import { inLangs, instant, linked, plain, typed } from './said.ts'
import type { Original, Source } from './source-store.ts'
import { codeIri, HIGH_VALUE_ACT, mediaTypeIri, SHA256, STABLE } from './vocabularies.ts'

type Table = Source['tables'][number]

/** In which every table is given, the one of which size and sum are known first. */
const tableFormats = [
  { ending: 'parquet', type: 'PARQUET' },
  { ending: 'csv', type: 'CSV' },
  { ending: 'xlsx', type: 'XLSX' },
  { ending: 'json', type: 'JSON' },
] as const satisfies { ending: string; type: FileType }[]

/** Everything that can be had of a dataset: what is outside at its address, a file as it came, each table that is here in each format. */
export function distributionNodes({ dataset, distributions, tables, originals }: Source, at: Addresses): RdfNode[] {
  return distributions.flatMap((distribution) => [
    ...outside(dataset, distribution, at),
    ...originals
      .filter(({ distributionId }) => distributionId === distribution.id)
      .map((original) => asItCame(dataset, distribution, original, at)),
    ...tables
      .filter(({ distributionId }) => distributionId === distribution.id)
      .flatMap((table) => tableFormats.map((format) => ofTable(dataset, distribution, table, format, at))),
  ])
}

/** Nothing where there is no address, or one that no program could open. */
function outside(dataset: Dataset, distribution: Distribution, at: Addresses): RdfNode[] {
  const { id, url, title, format, createdAt, modifiedAt } = distribution
  const address = url === null ? null : webIri(url)
  if (address === null) return []
  return [
    {
      iri: at.distribution(dataset.name, id),
      types: ['dcat:Distribution'],
      says: [
        ...inLangs('dct:title', title),
        ...inLangs('dct:description', distribution.description),
        ['dcat:accessURL', { iri: address }],
        ...(isFile(format) ? linked('dcat:downloadURL', address) : []),
        ...formats(format),
        ...rightsOf(dataset, distribution),
        ...instant('dct:issued', createdAt),
        ...instant('dct:modified', modifiedAt),
      ],
    },
  ]
}

function asItCame(dataset: Dataset, distribution: Distribution, original: Original, at: Addresses): RdfNode {
  const { tableId, fileName, issuedAt } = original
  const titles = Object.entries(distribution.title).map(([lang, title]) => [lang, `${title}: ${fileName}`])
  return {
    iri: at.distribution(dataset.name, `${distribution.id}-original`),
    types: ['dcat:Distribution'],
    says: [
      ...inLangs('dct:title', Object.fromEntries(titles)),
      ...inLangs('dct:description', distribution.description),
      ['dcat:accessURL', { iri: at.table(tableId) }],
      ['dcat:downloadURL', { iri: at.original(tableId) }],
      ...formats(distribution.format),
      ...(fileName.toLowerCase().endsWith('.gz')
        ? linked('dcat:compressFormat', mediaTypeIri('application/gzip'))
        : []),
      ...rightsOf(dataset, distribution),
      ['dcatap:availability', { iri: STABLE }],
      ...instant('dct:issued', issuedAt),
      ...instant('dct:modified', issuedAt),
      ...sumOf(original),
    ],
  }
}

function ofTable(
  dataset: Dataset,
  distribution: Distribution,
  table: Table,
  { ending, type }: (typeof tableFormats)[number],
  at: Addresses,
): RdfNode {
  const sheet = table.sheet ? ` (${table.sheet})` : ''
  const titles = Object.entries(distribution.title).map(([lang, title]) => [lang, `${title}${sheet}, ${type}`])
  return {
    iri: at.distribution(dataset.name, `${table.id}-${ending}`),
    types: ['dcat:Distribution'],
    says: [
      ...inLangs('dct:title', Object.fromEntries(titles)),
      ...inLangs('dct:description', distribution.description),
      ['dcat:accessURL', { iri: at.table(table.id) }],
      ['dcat:downloadURL', { iri: at.file(table.id, ending) }],
      ['dcat:accessService', { iri: at.service(table.id) }],
      ...formats(type),
      ...rightsOf(dataset, distribution),
      ['dcatap:availability', { iri: STABLE }],
      ...instant('dct:issued', table.issuedAt),
      ...instant('dct:modified', table.issuedAt),
      // Of the other formats both are known only when somebody has asked for them.
      ...(ending === 'parquet' ? sumOf(table) : []),
    ],
  }
}

function sumOf({ size, sha256 }: Pick<Original, 'size' | 'sha256'>): RdfNode['says'] {
  const checksum: RdfNode = {
    iri: null,
    types: ['spdx:Checksum'],
    says: [
      ['spdx:algorithm', { iri: SHA256 }],
      ['spdx:checksumValue', { text: sha256, datatype: 'xsd:hexBinary' }],
    ],
  }
  return [...typed('dcat:byteSize', String(size), 'xsd:nonNegativeInteger'), ['spdx:checksum', checksum]]
}

/** The address leads to bytes, not to a page or a service that has to be asked. */
function isFile(format: string | null): boolean {
  return format !== null && format !== 'HTML' && mediaTypeOf(format) !== null
}

function formats(code: string | null): RdfNode['says'] {
  const media = code === null ? null : mediaTypeOf(code)
  return [
    ...linked('dct:format', codeIri('file-type', code)),
    ...linked('dcat:mediaType', media === null ? null : mediaTypeIri(media)),
  ]
}

function mediaTypeOf(code: string): string | null {
  return Object.hasOwn(mediaTypes, code) ? mediaTypes[code as FileType] : null
}

function rightsOf(dataset: Dataset, { licence }: Pick<Distribution, 'licence'>): RdfNode['says'] {
  const code = licence ?? dataset.licence
  const known = codeIri('licence', code)
  const terms = Object.hasOwn(licenceFacts, code) ? licenceFacts[code as keyof typeof licenceFacts] : null
  const statement: RdfNode | null = terms && {
    iri: terms.url,
    types: ['dct:RightsStatement'],
    says: plain('rdfs:label', code),
  }
  return [
    ...linked('dct:license', known),
    ...(statement ? ([['dct:rights', statement]] as RdfNode['says']) : []),
    ...(dataset.highValue === null ? [] : linked('dcatap:applicableLegislation', HIGH_VALUE_ACT)),
  ]
}

/** The API over each table is a service by DCAT, and for high-value data one that the regulation asks for. */
export function serviceNodes(
  { dataset, distributions, tables }: Source,
  at: Addresses,
  contact: RdfNode | null,
): RdfNode[] {
  return tables.map((table) => {
    const { title, licence } = distributions.find(({ id }) => id === table.distributionId) as Distribution
    const sheet = table.sheet ? ` (${table.sheet})` : ''
    const titles = Object.entries(title).map(([lang, text]) => [lang, `${text}${sheet}, API`])
    return {
      iri: at.service(table.id),
      types: ['dcat:DataService'],
      says: [
        ...inLangs('dct:title', Object.fromEntries(titles)),
        ['dcat:endpointURL', { iri: at.endpoint(table.id) }],
        ['dcat:endpointDescription', { iri: at.openApi }],
        ['dcat:servesDataset', { iri: datasetIri(dataset, at) }],
        ['foaf:page', { iri: at.table(table.id) }],
        ...dataset.themes.flatMap((code) => linked('dcat:theme', codeIri('theme', code))),
        ...linked('dct:license', codeIri('licence', licence ?? dataset.licence)),
        ...(contact ? ([['dcat:contactPoint', contact]] as RdfNode['says']) : []),
        ...legislation(dataset),
      ],
    }
  })
}
