import { isNode, prefixes, type RdfNode, type Value } from './node.ts'

export const jsonLdHead = `{"@context":${JSON.stringify(prefixes)},"@graph":[\n`
export const jsonLdFoot = '\n]}\n'

/** A node and all within it, to stand in the graph of a document. */
export function jsonLdOf(node: RdfNode): string {
  return JSON.stringify(objectOf(node))
}

function objectOf({ iri, types, says }: RdfNode): Record<string, unknown> {
  const properties = Map.groupBy(says, ([name]) => name)
  return {
    ...(iri !== null && { '@id': iri }),
    ...(types.length > 0 && { '@type': types }),
    ...Object.fromEntries([...properties].map(([name, said]) => [name, said.map(([, value]) => written(value))])),
  }
}

function written(value: Value): Record<string, unknown> {
  if (isNode(value)) return objectOf(value)
  if ('iri' in value) return { '@id': value.iri }
  const text = value.text.toWellFormed()
  if ('datatype' in value) return { '@value': text, '@type': value.datatype }
  return { '@value': text, ...(value.lang && { '@language': value.lang }) }
}
