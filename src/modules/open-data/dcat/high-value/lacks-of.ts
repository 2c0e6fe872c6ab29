import type { FileType } from '../../catalogue/vocabularies/file-types.ts'
import type { licenceFacts } from '../../catalogue/vocabularies/licences.ts'
import { uriOfCode } from '../../catalogue/vocabularies/names.ts'
import { linksTo, nodesOf, type RdfNode, saidOf } from '../rdf/node.ts'
import { accessRight } from '../vocabularies.ts'

/**
 * What Implementing Regulation (EU) 2023/138 and the annex of DCAT-AP for it ask of a high-value dataset beyond its category, which we tell of
 * each by ourselves.
 */
export const highValueAsks = ['open', 'files', 'machine-readable', 'bulk', 'licence', 'api', 'contact'] as const
export type HighValueAsk = (typeof highValueAsks)[number]

/**
 * @param services over its tables
 * @param licence code of the dataset's own; a file may have another
 */
export function lacksOf(dataset: RdfNode, services: RdfNode[], licence: string): HighValueAsk[] {
  const distributions = nodesOf(dataset, 'dcat:distribution')
  const formats = distributions.flatMap((one) => linksTo(one, 'dct:format').map((iri) => iri.split('/').at(-1) ?? ''))
  const licences = distributions.map((one) => linksTo(one, 'dct:license')[0] ?? '')
  const met: Record<HighValueAsk, boolean> = {
    open: linksTo(dataset, 'dct:accessRights').includes(accessRight('PUBLIC')),
    files: distributions.length > 0,
    'machine-readable': formats.some((format) => !forEyes.includes(format)),
    bulk: distributions.some((one) => saidOf(one, 'dcat:downloadURL').length > 0),
    licence: free.includes(uriOfCode('licence', licence)) && licences.every((iri) => free.includes(iri)),
    api: services.length > 0 || formats.some((format) => format.endsWith('_SRVC')),
    contact: saidOf(dataset, 'dcat:contactPoint').length > 0,
  }
  return highValueAsks.filter((ask) => !met[ask])
}

/** Programs find no values in them. */
const forEyes: string[] = ['PDF', 'DOCX', 'ODT', 'TXT', 'HTML', 'GEOTIFF', 'ZIP'] satisfies FileType[]

/** CC BY 4.0 or what asks for less. */
const free = (
  ['CC0', 'CC_BY_4_0', 'CC_PDM_1_0', 'ODC_PDDL', 'ODC_BY', 'COM_REUSE'] satisfies (keyof typeof licenceFacts)[]
).map((code) => uriOfCode('licence', code))
