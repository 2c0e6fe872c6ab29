import type { RdfNode } from './node.ts'
import { jsonLdFoot, jsonLdHead, jsonLdOf } from './write-json-ld.ts'
import { rdfXmlFoot, rdfXmlHead, rdfXmlOf } from './write-rdf-xml.ts'
import { turtleHead, turtleOf } from './write-turtle.ts'

export interface RdfFormat {
  contentType: string
  head: string
  /** Between two parts. */
  between: string
  foot: string
  write(node: RdfNode): string
}

const turtle = { head: turtleHead, between: '', foot: '', write: turtleOf }

/** Forms in which everything is told. */
export const rdfFormats = {
  turtle: { ...turtle, contentType: 'text/turtle; charset=utf-8' },
  // Turtle is a part of N3.
  n3: { ...turtle, contentType: 'text/n3; charset=utf-8' },
  xml: {
    contentType: 'application/rdf+xml; charset=utf-8',
    head: rdfXmlHead,
    between: '',
    foot: rdfXmlFoot,
    write: rdfXmlOf,
  },
  jsonLd: {
    contentType: 'application/ld+json; charset=utf-8',
    head: jsonLdHead,
    between: ',\n',
    foot: jsonLdFoot,
    write: jsonLdOf,
  },
} as const satisfies Record<string, RdfFormat>
export type FormatName = keyof typeof rdfFormats

/** By what stands at the end of an address. */
export const formatOfEnding = {
  ttl: 'turtle',
  n3: 'n3',
  xml: 'xml',
  rdf: 'xml',
  jsonld: 'jsonLd',
} as const satisfies Record<string, FormatName>
export type Ending = keyof typeof formatOfEnding
export const endings = Object.keys(formatOfEnding) as Ending[]

const formatOfType: Record<string, FormatName> = {
  'text/turtle': 'turtle',
  'application/x-turtle': 'turtle',
  'text/n3': 'n3',
  'application/rdf+xml': 'xml',
  'application/xml': 'xml',
  'application/ld+json': 'jsonLd',
}

/** The form that an Accept header wants most, null for whoever rather reads a page. */
export function wantedFormat(accept: string | undefined): FormatName | null {
  const wanted = (accept ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [type = '', ...rest] = part.split(';').map((one) => one.trim())
      const weight = rest.find((one) => one.startsWith('q='))
      return { type, weight: weight ? Number(weight.slice(2)) || 0 : 1 }
    })
    .filter(({ type, weight }) => weight > 0 && (type === 'text/html' || Object.hasOwn(formatOfType, type)))
    .sort((a, b) => b.weight - a.weight)
  return formatOfType[wanted[0]?.type ?? ''] ?? null
}
