import type { Lang } from '#kernel/i18n/lang.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { licenceUrl } from '../catalogue/vocabularies/licences.ts'
import { linksTo, type Name, nodesOf, type RdfNode, saidOf, textsOf } from './rdf/node.ts'
import type { Source } from './source-store.ts'
import { MEDIA_TYPES } from './vocabularies.ts'

/** What a data.json of the Project Open Data Metadata Schema v1.1 begins with: https://resources.data.gov/resources/dcat-us/ */
const SCHEMA = 'https://project-open-data.cio.gov/v1.1/schema'
export const dataJsonHead = `{"@context":"${SCHEMA}/catalog.jsonld","@type":"dcat:Catalog","conformsTo":"${SCHEMA}","describedBy":"${SCHEMA}/catalog.json","dataset":[\n`
export const dataJsonFoot = '\n]}\n'

/** A dataset by that schema, from what is told of it by DCAT-AP. Its texts are in one language, as the schema has them. */
export function dataJsonOf(
  dataset: RdfNode,
  { institution, dataset: { licence } }: Source,
  publicUrl: string,
): Record<string, unknown> {
  const publisher = nodesOf(dataset, 'dct:publisher')[0]
  const name = publisher ? inOne(publisher, 'foaf:name') : undefined
  const [access = 'PUBLIC'] = linksTo(dataset, 'dct:accessRights').map(lastPart)
  const distributions = nodesOf(dataset, 'dcat:distribution')
  return whole({
    '@type': 'dcat:Dataset',
    identifier: dataset.iri,
    title: inOne(dataset, 'dct:title'),
    description: inOne(dataset, 'dct:description') ?? inOne(dataset, 'dct:title'),
    keyword: keywordsOf(dataset),
    issued: textsOf(dataset, 'dct:issued')[0],
    modified: textsOf(dataset, 'dct:modified')[0],
    publisher: { '@type': 'org:Organization', name },
    contactPoint: contactOf(dataset, institution.email, name),
    accessLevel: accessLevels[access],
    license: distributions.flatMap((one) => linksTo(one, 'dct:rights'))[0] ?? licenceUrl(licence),
    theme: linksTo(dataset, 'dcat:theme').map(lastPart),
    language: langs.filter((lang) => inLang(dataset, 'dct:title', lang) !== undefined),
    accrualPeriodicity: linksTo(dataset, 'dct:accrualPeriodicity').map((iri) => periods[lastPart(iri)])[0],
    temporal: nodesOf(dataset, 'dct:temporal').map(periodOf)[0],
    spatial: nodesOf(dataset, 'dct:spatial').map((one) => inOne(one, 'skos:prefLabel'))[0],
    landingPage: linksTo(dataset, 'dcat:landingPage')[0],
    distribution: distributions.map((one) => distributionOf(one, publicUrl)),
  })
}

const accessLevels: Record<string, string> = {
  PUBLIC: 'public',
  RESTRICTED: 'restricted public',
  NON_PUBLIC: 'non-public',
}

/** How often new data comes, by ISO 8601; what has no such period is left out. */
const periods: Record<string, string> = {
  CONT: 'R/PT1S',
  UPDATE_CONT: 'R/PT1S',
  HOURLY: 'R/PT1H',
  DAILY_2: 'R/PT12H',
  DAILY: 'R/P1D',
  WEEKLY_3: 'R/P0.33W',
  WEEKLY_2: 'R/P3.5D',
  WEEKLY: 'R/P1W',
  BIWEEKLY: 'R/P2W',
  MONTHLY_3: 'R/P0.33M',
  MONTHLY_2: 'R/P0.5M',
  MONTHLY: 'R/P1M',
  BIMONTHLY: 'R/P2M',
  QUARTERLY: 'R/P3M',
  ANNUAL_3: 'R/P4M',
  ANNUAL_2: 'R/P6M',
  ANNUAL: 'R/P1Y',
  BIENNIAL: 'R/P2Y',
  TRIENNIAL: 'R/P3Y',
  QUADRENNIAL: 'R/P4Y',
  QUINQUENNIAL: 'R/P5Y',
  DECENNIAL: 'R/P10Y',
  IRREG: 'irregular',
}

/** The schema asks for at least one. */
function keywordsOf(dataset: RdfNode): string[] {
  const words = [...new Set(textsOf(dataset, 'dcat:keyword'))]
  return words.length > 0 ? words : [...linksTo(dataset, 'dcat:theme').map(lastPart), 'date deschise'].slice(0, 1)
}

/** Where nobody is named, the institution answers. */
function contactOf(dataset: RdfNode, email: string | null, publisher: string | undefined): object {
  const card = nodesOf(dataset, 'dcat:contactPoint')[0]
  const [name] = card ? textsOf(card, 'vcard:fn') : []
  const [mail] = card ? linksTo(card, 'vcard:hasEmail') : []
  return whole({
    '@type': 'vcard:Contact',
    fn: name ?? publisher,
    hasEmail: mail ?? (email ? `mailto:${email}` : undefined),
    hasURL: card && linksTo(card, 'vcard:hasURL')[0],
  })
}

function periodOf(node: RdfNode): string | undefined {
  const [from] = textsOf(node, 'dcat:startDate')
  const [to] = textsOf(node, 'dcat:endDate')
  return from && to ? `${from}/${to}` : undefined
}

function distributionOf(node: RdfNode, publicUrl: string): object {
  const [download] = linksTo(node, 'dcat:downloadURL')
  const isOurCsv = download?.startsWith(`${publicUrl}/data/tables/`) && download.endsWith('.csv')
  return whole({
    '@type': 'dcat:Distribution',
    title: inOne(node, 'dct:title'),
    description: inOne(node, 'dct:description'),
    downloadURL: download,
    accessURL: linksTo(node, 'dcat:accessURL')[0],
    mediaType: linksTo(node, 'dcat:mediaType').map((iri) => iri.slice(MEDIA_TYPES.length))[0],
    format: linksTo(node, 'dct:format').map(lastPart)[0],
    ...(isOurCsv && {
      describedBy: download?.replace(/\.csv$/, '/csv-metadata.json'),
      describedByType: 'application/csvm+json',
    }),
  })
}

/** The first language that has it. */
function inOne(node: RdfNode, name: Name): string | undefined {
  return langs.map((lang) => inLang(node, name, lang)).find((text) => text !== undefined)
}

function inLang(node: RdfNode, name: Name, lang: Lang): string | undefined {
  return saidOf(node, name).flatMap((value) => ('lang' in value && value.lang === lang ? value.text : []))[0]
}

const lastPart = (iri: string): string => iri.slice(iri.lastIndexOf('/') + 1)

/** Without what is not known. */
function whole(said: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}
