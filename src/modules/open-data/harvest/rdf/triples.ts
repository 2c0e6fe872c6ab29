/** A value that something has by RDF. */
export interface Term {
  kind: 'iri' | 'blank' | 'literal'
  value: string
  /** Of a literal; empty where none is said. */
  lang?: string
}

/** Subject and property by their names; a blank one begins with `_:`. */
export type Triple = [subject: string, property: string, value: Term]

/** More of them come from nobody who tells of a page of datasets. */
export const MOST_TRIPLES = 2_000_000

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/** What is not RDF, in words for the log of a program. */
export class NotRdf extends Error {}
