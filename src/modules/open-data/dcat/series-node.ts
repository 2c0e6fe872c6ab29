import { publishersById } from '#commons/organisations/authorities.ts'
import type { Context } from '#kernel/http/context.ts'
import { type Member, publicOnes, type Series } from '../series/series.ts'
import { membersOf, seriesNamed } from '../series/store.ts'
import { addressesAt, datasetIri } from './addresses.ts'
import { publisherNode } from './dataset-node.ts'
import { seriesLegislation } from './legislation.ts'
import type { RdfNode } from './rdf/node.ts'
import { inLangs, instant, linked } from './said.ts'
import type { Source } from './source-store.ts'

/** Series by DCAT-AP, in the order of their names; those without public datasets are left out. */
export async function seriesNodes({ db, publicUrl }: Context, names: string[]): Promise<RdfNode[]> {
  if (names.length === 0) return []
  const found = (await seriesNamed(db, names)).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const members = Map.groupBy(
    publicOnes(
      await membersOf(
        db,
        found.map(({ id }) => id),
      ),
    ),
    ({ seriesId }) => seriesId,
  )
  const publishers = await publishersById(db, [...new Set(found.map(({ organisationId }) => organisationId))])
  return found.flatMap((series) => {
    const own = members.get(series.id) ?? []
    const publisher = publishers.find(({ id }) => id === series.organisationId)
    return publisher && own.length > 0 ? [seriesNode(series, own, publisher, publicUrl)] : []
  })
}

/** @param members the public ones, in their order */
function seriesNode(series: Series, members: Member[], publisher: Source['institution'], publicUrl: string): RdfNode {
  const at = addressesAt(publicUrl)
  const iris = members.map((one) => datasetIri(one, at))
  return {
    iri: at.series(series.name),
    types: ['dcat:DatasetSeries'],
    says: [
      ...inLangs('dct:title', series.title),
      ...inLangs('dct:description', series.description),
      ['dct:publisher', publisherNode(publisher, at)],
      ...instant('dct:issued', series.createdAt),
      ...instant('dct:modified', series.modifiedAt),
      ...linked('dcat:first', iris[0] ?? null),
      ...linked('dcat:last', iris.at(-1) ?? null),
      ...iris.flatMap((iri) => linked('dcat:seriesMember', iri)),
      ...seriesLegislation(members),
    ],
  }
}
