import { xml } from '#kernel/text/xml.ts'
import { expanded, isNode, prefixes, type RdfNode, type Value } from './node.ts'

export const rdfXmlHead = `<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF${Object.entries(prefixes)
  .map(([prefix, iri]) => ` xmlns:${prefix}="${iri}"`)
  .join('')}>\n`
export const rdfXmlFoot = '</rdf:RDF>\n'

/** A node and all within it as an element, to stand in a document between head and foot. */
export function rdfXmlOf({ iri, types: [type = 'rdf:Description', ...others], says }: RdfNode): string {
  const about = iri === null ? '' : ` rdf:about="${xml(iri)}"`
  const more = others.map((other) => `<rdf:type rdf:resource="${expanded(other)}"/>\n`).join('')
  const said = says.map(([name, value]) => `${property(name, value)}\n`).join('')
  return `<${type}${about}>\n${more}${said}</${type}>\n`
}

function property(name: string, value: Value): string {
  if (isNode(value)) return `<${name}>\n${rdfXmlOf(value)}</${name}>`
  if ('iri' in value) return `<${name} rdf:resource="${xml(value.iri)}"/>`
  const of =
    'datatype' in value
      ? ` rdf:datatype="${expanded(value.datatype)}"`
      : value.lang
        ? ` xml:lang="${xml(value.lang)}"`
        : ''
  return `<${name}${of}>${xml(value.text.toWellFormed())}</${name}>`
}
