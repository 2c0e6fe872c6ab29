import type { Dataset } from '../dataset.ts'
import type { RdfNode } from './rdf/node.ts'
import { linked } from './said.ts'
import { codeIri, HIGH_VALUE_ACT } from './vocabularies.ts'

/** What DCAT-AP for high-value datasets asks of a dataset and of each service over it. */
export function legislation({ highValue }: Dataset): RdfNode['says'] {
  const category = codeIri('high-value', highValue)
  if (category === null) return []
  return [...linked('dcatap:applicableLegislation', HIGH_VALUE_ACT), ...linked('dcatap:hvdCategory', category)]
}
