import type { FileType } from '../catalogue/vocabularies/file-types.ts'
import { nodesOf, type RdfNode, saidOf } from '../dcat/rdf/node.ts'

export const dimensions = ['findability', 'accessibility', 'interoperability', 'reusability', 'contextuality'] as const
export type Dimension = (typeof dimensions)[number]

/** The indicators of the European metadata quality assessment (MQA, data.europa.eu) and their points, 405 in all. */
export const indicators = {
  keyword: { dimension: 'findability', points: 30 },
  theme: { dimension: 'findability', points: 30 },
  spatial: { dimension: 'findability', points: 20 },
  temporal: { dimension: 'findability', points: 20 },
  'access-answers': { dimension: 'accessibility', points: 50 },
  download: { dimension: 'accessibility', points: 20 },
  'download-answers': { dimension: 'accessibility', points: 30 },
  format: { dimension: 'interoperability', points: 20 },
  'media-type': { dimension: 'interoperability', points: 10 },
  'known-format': { dimension: 'interoperability', points: 10 },
  'open-format': { dimension: 'interoperability', points: 20 },
  'machine-readable': { dimension: 'interoperability', points: 20 },
  'dcat-ap': { dimension: 'interoperability', points: 30 },
  licence: { dimension: 'reusability', points: 20 },
  'known-licence': { dimension: 'reusability', points: 10 },
  access: { dimension: 'reusability', points: 10 },
  'known-access': { dimension: 'reusability', points: 5 },
  contact: { dimension: 'reusability', points: 20 },
  publisher: { dimension: 'reusability', points: 10 },
  rights: { dimension: 'contextuality', points: 5 },
  size: { dimension: 'contextuality', points: 5 },
  issued: { dimension: 'contextuality', points: 5 },
  modified: { dimension: 'contextuality', points: 5 },
} as const satisfies Record<string, { dimension: Dimension; points: number }>
export type Indicator = keyof typeof indicators
export const indicatorNames = Object.keys(indicators) as Indicator[]

export const MOST_POINTS = indicatorNames.reduce((sum, name) => sum + indicators[name].points, 0)

/** From how many points on; the best first. */
export const ratings = { excellent: 351, good: 221, sufficient: 121, bad: 0 } as const
export type Rating = keyof typeof ratings
export const ratingNames = Object.keys(ratings) as Rating[]

export function ratingOf(points: number): Rating {
  return ratingNames.find((name) => points >= ratings[name]) ?? 'bad'
}

/** The next better rating, and how many points are missing to it; null at the best. */
export function nextRating(points: number): { rating: Rating; missing: number } | null {
  const rating = ratingNames.findLast((name) => ratings[name] > points)
  return rating === undefined ? null : { rating, missing: ratings[rating] - points }
}

export interface Score {
  points: number
  /** What is not met, the most points first. */
  lacks: Indicator[]
}

/**
 * Measures what is told of a dataset as DCAT, as the European portal would: of several distributions the best one counts.
 *
 * @param answers whether an address answered when it was asked last; one that nobody asked yet does not count
 */
export function scoreOf(dataset: RdfNode, answers: (url: string) => boolean): Score {
  const ofDataset = metByDataset(dataset)
  const best = nodesOf(dataset, 'dcat:distribution')
    .map((distribution) => metByDistribution(distribution, answers))
    .sort((a, b) => pointsOf(b) - pointsOf(a))[0]
  const met = new Set([...ofDataset, ...(best ?? [])])
  const lacks = indicatorNames
    .filter((name) => !met.has(name))
    .sort((a, b) => indicators[b].points - indicators[a].points)
  return { points: pointsOf([...met]), lacks }
}

function pointsOf(met: Indicator[]): number {
  return met.reduce((sum, name) => sum + indicators[name].points, 0)
}

function metByDataset(dataset: RdfNode): Indicator[] {
  const says = (name: Parameters<typeof saidOf>[1]) => saidOf(dataset, name).length > 0
  const met: Record<string, boolean> = {
    keyword: says('dcat:keyword'),
    theme: says('dcat:theme'),
    spatial: says('dct:spatial'),
    temporal: says('dct:temporal'),
    'dcat-ap': conforms(dataset),
    access: says('dct:accessRights'),
    // We tell no others: what else came with an import is left out.
    'known-access': says('dct:accessRights'),
    contact: says('dcat:contactPoint'),
    publisher: says('dct:publisher'),
    issued: says('dct:issued'),
    modified: says('dct:modified'),
  }
  return indicatorNames.filter((name) => met[name])
}

function metByDistribution(distribution: RdfNode, answers: (url: string) => boolean): Indicator[] {
  const iris = (name: Parameters<typeof saidOf>[1]) =>
    saidOf(distribution, name).flatMap((value) => ('iri' in value && value.iri !== null ? [value.iri] : []))
  const format = iris('dct:format')[0]?.split('/').at(-1) ?? ''
  const media = iris('dcat:mediaType').length > 0
  const met: Record<string, boolean> = {
    'access-answers': iris('dcat:accessURL').some(answers),
    download: iris('dcat:downloadURL').length > 0,
    'download-answers': iris('dcat:downloadURL').some(answers),
    format: format !== '',
    'media-type': media,
    'known-format': format !== '' && media,
    'open-format': format !== '' && !closedFormats.includes(format),
    'machine-readable': format !== '' && !forEyes.includes(format),
    licence: iris('dct:license').length > 0,
    'known-licence': iris('dct:license').length > 0,
    rights: saidOf(distribution, 'dct:rights').length > 0,
    size: saidOf(distribution, 'dcat:byteSize').length > 0,
  }
  return indicatorNames.filter((name) => met[name])
}

/** Of one maker, or read by programs of one maker only. */
const closedFormats: string[] = ['XLS', 'XLSX', 'DOCX', 'SHP'] satisfies FileType[]
/** For people to look at; programs find no values in them. */
const forEyes: string[] = ['PDF', 'DOCX', 'ODT', 'TXT', 'HTML', 'GEOTIFF', 'ZIP'] satisfies FileType[]

/** What DCAT-AP demands of a dataset; `dcat/shapes` says it whole, and a test holds the two together. */
function conforms(dataset: RdfNode): boolean {
  const isTold = (node: RdfNode, name: Parameters<typeof saidOf>[1]) => saidOf(node, name).length > 0
  return (
    isTold(dataset, 'dct:title') &&
    isTold(dataset, 'dct:description') &&
    nodesOf(dataset, 'dcat:distribution').every((one) => isTold(one, 'dcat:accessURL')) &&
    nodesOf(dataset, 'dct:publisher').every((one) => isTold(one, 'foaf:name'))
  )
}
