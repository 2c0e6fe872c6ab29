/** A name of a vocabulary that {@link prefixes} knows: 'dcat:Dataset'. */
export type Name = `${Prefix}:${string}`

/** Addresses of the vocabularies that we speak. */
export const prefixes = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
} as const
export type Prefix = keyof typeof prefixes

/** Something that is said of something. A node within a node is told of where it stands. */
export type Value = { iri: string } | { text: string; lang?: string } | { text: string; datatype: Name } | RdfNode

/** A thing with what is said of it, as a tree, so that it can be written in any form of RDF. */
export interface RdfNode {
  /** Null: it has no address of its own. */
  iri: string | null
  types: Name[]
  says: [Name, Value][]
}

export function isNode(value: Value): value is RdfNode {
  return 'says' in value
}

export function expanded(name: Name): string {
  const [prefix, local] = name.split(':') as [Prefix, string]
  return prefixes[prefix] + local
}

/** What a node says under a name. */
export function saidOf(node: RdfNode, name: Name): Value[] {
  return node.says.flatMap(([property, value]) => (property === name ? [value] : []))
}

/** Nodes among it. */
export function nodesOf(node: RdfNode, name: Name): RdfNode[] {
  return saidOf(node, name).filter(isNode)
}

/** Addresses under a name, those of nodes too. */
export function linksTo(node: RdfNode, name: Name): string[] {
  return saidOf(node, name).flatMap((value) => ('iri' in value ? (value.iri ?? []) : []))
}

/** Texts under a name, whatever their language. */
export function textsOf(node: RdfNode, name: Name): string[] {
  return saidOf(node, name).flatMap((value) => ('text' in value ? value.text : []))
}
