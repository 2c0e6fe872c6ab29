import type { Dataset } from '../dataset.ts'
import type { RdfNode } from './rdf/node.ts'
import { linked } from './said.ts'
import { codeIri, HIGH_VALUE_ACT } from './vocabularies.ts'

/** What DCAT-AP for high-value datasets asks of a dataset and of each service over it. */
export function legislation({ highValue }: Pick<Dataset, 'highValue'>): RdfNode['says'] {
  const category = codeIri('high-value', highValue)
  if (category === null) return []
  return [...linked('dcatap:applicableLegislation', HIGH_VALUE_ACT), ...linked('dcatap:hvdCategory', category)]
}

/** The same of a series: each category of its datasets, the act once. */
export function seriesLegislation(members: Pick<Dataset, 'highValue'>[]): RdfNode['says'] {
  const categories = [...new Set(members.flatMap(({ highValue }) => codeIri('high-value', highValue) ?? []))]
  if (categories.length === 0) return []
  return [
    ...linked('dcatap:applicableLegislation', HIGH_VALUE_ACT),
    ...categories.flatMap((iri) => linked('dcatap:hvdCategory', iri)),
  ]
}
