import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { plainText } from '#kernel/text/plain-text.ts'
import type { Dataset } from '../dataset.ts'
import { type Addresses, addressesAt, datasetIri } from './addresses.ts'
import { distributionNodes, serviceNodes } from './distribution-nodes.ts'
import { legislation } from './legislation.ts'
import { mailIri, webIri } from './rdf/iri.ts'
import type { RdfNode } from './rdf/node.ts'
import { inLangs, instant, linked, plain, typed } from './said.ts'
import type { Source } from './source-store.ts'
import { accessRight, codeIri, MOLDOVA, publisherTypes } from './vocabularies.ts'

/** Where the catalogue stands. */
export interface Site {
  publicUrl: string
}

/** A dataset by DCAT-AP 3.0, with its distributions; {@link servicesOf} has what stands beside it. */
export function datasetNode(source: Source, { publicUrl }: Site): RdfNode {
  const { dataset, institution, place, series } = source
  const at = addressesAt(publicUrl)
  const contact = contactNode(dataset)
  return {
    iri: datasetIri(dataset, at),
    types: ['dcat:Dataset'],
    says: [
      ...inLangs('dct:title', dataset.title),
      ...inLangs('dct:description', plainDescription(dataset)),
      ...plain('dct:identifier', dataset.id),
      ...langs.flatMap((lang) =>
        (dataset.keywords[lang] ?? []).flatMap((word) => inLangs('dcat:keyword', { [lang]: word })),
      ),
      ...dataset.themes.flatMap((code) => linked('dcat:theme', codeIri('theme', code))),
      ['dct:publisher', publisherNode(institution, at)],
      ...(contact ? ([['dcat:contactPoint', contact]] as RdfNode['says']) : []),
      ...instant('dct:issued', dataset.publishedAt),
      ...instant('dct:modified', dataset.modifiedAt),
      ...linked('dct:accrualPeriodicity', codeIri('frequency', dataset.frequency)),
      ['dct:accessRights', { iri: accessRight(dataset.accessRights) }],
      ...spatial(place),
      ...temporal(dataset),
      ['dcat:landingPage', { iri: at.dataset(dataset.name) }],
      ...legislation(dataset),
      ...(series ? linked('dcat:inSeries', at.series(series.name)) : []),
      ...(series?.previous ? linked('dcat:prev', datasetIri(series.previous, at)) : []),
      ...distributionNodes(source, at).map((node): RdfNode['says'][number] => ['dcat:distribution', node]),
    ],
  }
}

/** The services over the tables of a dataset. */
export function servicesOf(source: Source, { publicUrl }: Site): RdfNode[] {
  return serviceNodes(source, addressesAt(publicUrl), contactNode(source.dataset))
}

function plainDescription({ description }: Dataset): Partial<Record<Lang, string>> {
  return Object.fromEntries(
    langs.flatMap((lang) => {
      const text = description[lang]
      return text ? [[lang, plainText(markdownToHtml(text))]] : []
    }),
  )
}

export function publisherNode({ slug, kind, name }: Source['institution'], at: Addresses): RdfNode {
  return {
    iri: at.institution(slug),
    types: ['foaf:Agent'],
    says: [...inLangs('foaf:name', name), ...linked('dct:type', publisherTypes[kind])],
  }
}

/** Null where nobody can be reached. */
function contactNode({ contactName, contactEmail, contactUrl }: Dataset): RdfNode | null {
  const mail = contactEmail === null ? null : mailIri(contactEmail)
  const page = contactUrl === null ? null : webIri(contactUrl)
  if (mail === null && page === null) return null
  return {
    iri: null,
    types: ['vcard:Kind'],
    says: [
      ...plain('vcard:fn', contactName ?? contactEmail ?? contactUrl),
      ...linked('vcard:hasEmail', mail),
      ...linked('vcard:hasURL', page),
    ],
  }
}

/** The country by the EU's list; what is smaller by its names: no list of the EU has it. */
function spatial(place: Source['place']): RdfNode['says'] {
  if (!place || place.type === 'abroad') return []
  if (place.parentKey === null) return linked('dct:spatial', MOLDOVA)
  const named: RdfNode = {
    iri: null,
    types: ['dct:Location'],
    says: [...inLangs('skos:prefLabel', place.name), ...plain('dct:identifier', place.iso)],
  }
  return [['dct:spatial', named], ...linked('dct:spatial', MOLDOVA)]
}

function temporal({ coversFrom, coversTo }: Dataset): RdfNode['says'] {
  if (coversFrom === null && coversTo === null) return []
  const period: RdfNode = {
    iri: null,
    types: ['dct:PeriodOfTime'],
    says: [...typed('dcat:startDate', coversFrom, 'xsd:date'), ...typed('dcat:endDate', coversTo, 'xsd:date')],
  }
  return [['dct:temporal', period]]
}
