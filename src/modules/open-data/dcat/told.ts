import { dataJsonFoot, dataJsonHead, dataJsonOf } from './data-json.ts'
import { datasetNode, type Site, servicesOf } from './dataset-node.ts'
import { type FormatName, type RdfFormat, rdfFormats } from './rdf/formats.ts'
import type { RdfNode } from './rdf/node.ts'
import { schemaOrgNode } from './schema-org-node.ts'
import type { Source } from './source-store.ts'

/** In whose words a catalogue is told. */
export type Vocabulary = 'dcat-ap' | 'schema-org'

/** In which words and which form; data.json has words and a form of its own. */
export type Telling = { vocabulary: Vocabulary; format: FormatName } | 'data-json'

/** What a document is made of: each node written, to be joined with others. */
export interface Part {
  written: string
  /** Under what the dataset is told of. */
  iri: string
  /** Addresses of the services that are told of in it. */
  services: string[]
  /** Name of the series in which it stands. */
  series: string | null
}

/** What stands around the parts of a document. */
export function frameOf(telling: Telling): Pick<RdfFormat, 'contentType' | 'head' | 'between' | 'foot'> {
  if (telling !== 'data-json') return rdfFormats[telling.format]
  const contentType = 'application/json; charset=utf-8'
  return { contentType, head: dataJsonHead, between: ',\n', foot: dataJsonFoot }
}

export function partOf(telling: Telling, source: Source, site: Site): Part {
  const dataset = datasetNode(source, site)
  const iri = dataset.iri ?? ''
  const series = source.series?.name ?? null
  if (telling === 'data-json')
    return { iri, series, written: JSON.stringify(dataJsonOf(dataset, source, site.publicUrl)), services: [] }
  const { format, vocabulary } = telling
  if (vocabulary === 'schema-org') return { iri, series, ...writtenAs(format, [schemaOrgNode(dataset)], []) }
  const services = servicesOf(source, site)
  return { iri, series, ...writtenAs(format, [dataset, ...services], services) }
}

function writtenAs(format: FormatName, nodes: RdfNode[], services: RdfNode[]): Pick<Part, 'written' | 'services'> {
  const { write, between } = rdfFormats[format]
  return { written: nodes.map(write).join(between), services: services.flatMap(({ iri }) => iri ?? []) }
}
