import { operatorOf } from '#commons/about/operator.ts'
import type { Context } from '#kernel/http/context.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { addressesAt } from './addresses.ts'
import type { RdfNode } from './rdf/node.ts'
import { inLangs, instant, linked, plain, typed } from './said.ts'
import { languages, MOLDOVA, THEMES } from './vocabularies.ts'

/** A page of the list of datasets. */
export interface ListPage {
  /** Addresses of datasets and of the services over their tables. */
  datasets: string[]
  services: string[]
  /** When something changed last. */
  modifiedAt: Date | null
  total: number
  perPage: number
  /** Addresses of pages. */
  self: string
  first: string
  last: string
  next: string | null
  previous: string | null
}

/** The catalogue by DCAT-AP, with what is listed on a page of it, and how many pages there are. */
export async function catalogueNodes(ctx: Context, list: ListPage): Promise<RdfNode[]> {
  const at = addressesAt(ctx.publicUrl)
  const operator = await operatorOf(ctx)
  const said = (key: 'open-data.ckan.site' | 'open-data.ckan.about' | 'ui.site') =>
    Object.fromEntries(langs.map((lang) => [lang, ctx.translate(lang)(key)]))
  const publisher: RdfNode = {
    iri: `${ctx.publicUrl}/`,
    types: ['foaf:Agent'],
    says: operator.name ? plain('foaf:name', operator.name) : inLangs('foaf:name', said('ui.site')),
  }
  const catalogue: RdfNode = {
    iri: at.catalogue,
    types: ['dcat:Catalog'],
    says: [
      ...inLangs('dct:title', said('open-data.ckan.site')),
      ...inLangs('dct:description', said('open-data.ckan.about')),
      ['dct:publisher', publisher],
      ['foaf:homepage', { iri: at.catalogue }],
      ...langs.flatMap((lang) => linked('dct:language', languages[lang])),
      ...instant('dct:modified', list.modifiedAt),
      ...linked('dct:spatial', MOLDOVA),
      ['dcat:themeTaxonomy', { iri: THEMES }],
      ...list.datasets.flatMap((iri) => linked('dcat:dataset', iri)),
      ...list.services.flatMap((iri) => linked('dcat:service', iri)),
    ],
  }
  return [catalogue, pageNode(list)]
}

/** By the words of Hydra that programs of today read, and by those that harvesters have read for years. */
function pageNode({ self, first, last, next, previous, total, perPage }: ListPage): RdfNode {
  return {
    iri: self,
    types: ['hydra:PagedCollection', 'hydra:PartialCollectionView'],
    says: [
      ...typed('hydra:totalItems', String(total), 'xsd:integer'),
      ...typed('hydra:itemsPerPage', String(perPage), 'xsd:integer'),
      ...plain('hydra:firstPage', first),
      ...plain('hydra:lastPage', last),
      ...plain('hydra:nextPage', next),
      ...plain('hydra:previousPage', previous),
      ...linked('hydra:first', first),
      ...linked('hydra:last', last),
      ...linked('hydra:next', next),
      ...linked('hydra:previous', previous),
    ],
  }
}
