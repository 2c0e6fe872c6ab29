import { isNode, linksTo, type Name, nodesOf, type RdfNode, saidOf, textsOf, type Value } from './rdf/node.ts'
import { MEDIA_TYPES } from './vocabularies.ts'

/** Those of its words that say the same as ours. */
const ofDataset: [Name, Name][] = [
  ['dct:title', 'schema:name'],
  ['dct:description', 'schema:description'],
  ['dct:identifier', 'schema:identifier'],
  ['dcat:keyword', 'schema:keywords'],
  ['dcat:theme', 'schema:about'],
  ['dcat:landingPage', 'schema:url'],
  ['dct:issued', 'schema:datePublished'],
  ['dct:modified', 'schema:dateModified'],
]
const ofDistribution: [Name, Name][] = [
  ['dct:title', 'schema:name'],
  ['dct:description', 'schema:description'],
  ['dct:issued', 'schema:datePublished'],
  ['dct:modified', 'schema:dateModified'],
]

/** What is told of a dataset by DCAT, in the words of schema.org, which search engines of data read. */
export function schemaOrgNode(dataset: RdfNode): RdfNode {
  const distributions = nodesOf(dataset, 'dcat:distribution')
  const licence = distributions.flatMap((one) => linksTo(one, 'dct:rights'))[0]
  return {
    iri: dataset.iri,
    types: ['schema:Dataset'],
    says: [
      ...renamed(dataset, ofDataset),
      ['schema:isAccessibleForFree', { text: 'true', datatype: 'xsd:boolean' }],
      ...(licence ? said('schema:license', { iri: licence }) : []),
      ...nodesOf(dataset, 'dct:publisher').flatMap((one) => said('schema:creator', organisation(one, dataset))),
      ...nodesOf(dataset, 'dct:temporal').flatMap((one) => said('schema:temporalCoverage', { text: period(one) })),
      ...saidOf(dataset, 'dct:spatial').flatMap((one) => said('schema:spatialCoverage', place(one))),
      ...distributions.flatMap((one) => said('schema:distribution', download(one))),
    ],
  }
}

/** The same of the catalogue. */
export function schemaOrgCatalogue(catalogue: RdfNode): RdfNode {
  return {
    iri: catalogue.iri,
    types: ['schema:DataCatalog'],
    says: renamed(catalogue, [
      ['dct:title', 'schema:name'],
      ['dct:description', 'schema:description'],
      ['foaf:homepage', 'schema:url'],
      ['dct:modified', 'schema:dateModified'],
      ['dcat:dataset', 'schema:dataset'],
    ]),
  }
}

function organisation(publisher: RdfNode, dataset: RdfNode): RdfNode {
  return {
    iri: publisher.iri,
    types: ['schema:GovernmentOrganization'],
    says: [
      ...renamed(publisher, [['foaf:name', 'schema:name']]),
      ...nodesOf(dataset, 'dcat:contactPoint').flatMap((one) => said('schema:contactPoint', contact(one))),
    ],
  }
}

function contact(card: RdfNode): RdfNode {
  const mails = linksTo(card, 'vcard:hasEmail').map((iri) => decodeURIComponent(iri.replace(/^mailto:/, '')))
  return {
    iri: null,
    types: ['schema:ContactPoint'],
    says: [
      ...renamed(card, [
        ['vcard:fn', 'schema:name'],
        ['vcard:hasURL', 'schema:url'],
      ]),
      ...mails.flatMap((text) => said('schema:email', { text })),
    ],
  }
}

function period(node: RdfNode): string {
  const [from] = textsOf(node, 'dcat:startDate')
  const [to] = textsOf(node, 'dcat:endDate')
  return `${from ?? '..'}/${to ?? '..'}`
}

function place(value: Value): RdfNode {
  if (!isNode(value)) return { iri: 'iri' in value ? value.iri : null, types: ['schema:Place'], says: [] }
  return { iri: null, types: ['schema:Place'], says: renamed(value, [['skos:prefLabel', 'schema:name']]) }
}

function download(distribution: RdfNode): RdfNode {
  const [address] = [...linksTo(distribution, 'dcat:downloadURL'), ...linksTo(distribution, 'dcat:accessURL')]
  const [media] = linksTo(distribution, 'dcat:mediaType')
  const [size] = textsOf(distribution, 'dcat:byteSize')
  const [sum] = nodesOf(distribution, 'spdx:checksum').flatMap((one) => textsOf(one, 'spdx:checksumValue'))
  return {
    iri: distribution.iri,
    types: ['schema:DataDownload'],
    says: [
      ...renamed(distribution, ofDistribution),
      ...(address ? said('schema:contentUrl', { iri: address }) : []),
      ...(media ? said('schema:encodingFormat', { text: media.slice(MEDIA_TYPES.length) }) : []),
      ...(size ? said('schema:contentSize', { text: `${size} B` }) : []),
      ...(sum ? said('schema:sha256', { text: sum }) : []),
    ],
  }
}

const said = (name: Name, value: Value): RdfNode['says'] => [[name, value]]

/** What a node says under some names, under others. */
function renamed(node: RdfNode, names: [Name, Name][]): RdfNode['says'] {
  return names.flatMap(([from, to]) => saidOf(node, from).map((value): [Name, Value] => [to, value]))
}
