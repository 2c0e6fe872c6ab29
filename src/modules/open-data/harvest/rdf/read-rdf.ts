import jsonld from 'jsonld'
import { Parser, type Quad_Object } from 'n3'
import { readRdfXml } from './read-rdf-xml.ts'
import { MOST_TRIPLES, NotRdf, type Term, type Triple } from './triples.ts'

export interface RdfText {
  text: string
  contentType: string
  /** By which addresses in it are read. */
  base: string
}

/** Reads Turtle, N-Triples, JSON-LD and RDF/XML, by what the server calls it, else by how it begins. @throws NotRdf */
export async function readRdf({ text, contentType, base }: RdfText): Promise<Triple[]> {
  const form = formOf(text, contentType)
  if (form === 'rdf-xml') return readRdfXml(text, base)
  return form === 'json-ld' ? readJsonLd(text, base) : readTurtle(text, base)
}

function formOf(text: string, contentType: string): 'turtle' | 'json-ld' | 'rdf-xml' {
  const type = contentType.toLowerCase()
  if (/turtle|n-triples|\/n3/.test(type)) return 'turtle'
  if (/json/.test(type)) return 'json-ld'
  if (/xml/.test(type)) return 'rdf-xml'
  const start = text
    .slice(0, 1_000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^[[{]/.test(start) && !/^\[\s*(?:\]|a\b)/.test(start)) return 'json-ld'
  return /^<(?:\?xml|!|rdf:RDF|[\w-]+:RDF)/.test(start) ? 'rdf-xml' : 'turtle'
}

function readTurtle(text: string, base: string): Triple[] {
  const triples: Triple[] = []
  try {
    for (const { subject, predicate, object } of new Parser({ baseIRI: base }).parse(text)) {
      if (triples.length >= MOST_TRIPLES) throw new NotRdf('more than anybody needs')
      triples.push([
        subject.termType === 'BlankNode' ? `_:${subject.value}` : subject.value,
        predicate.value,
        termOf(object),
      ])
    }
  } catch (error) {
    throw error instanceof NotRdf ? error : new NotRdf((error as Error).message.slice(0, 200))
  }
  return triples
}

function termOf(object: Quad_Object): Term {
  if (object.termType === 'Literal') return { kind: 'literal', value: object.value, lang: object.language }
  return object.termType === 'BlankNode'
    ? { kind: 'blank', value: `_:${object.value}` }
    : { kind: 'iri', value: object.value }
}

/** A context that stands elsewhere is not fetched: it could be another one tomorrow, and is one more address to be led to. */
async function readJsonLd(text: string, base: string): Promise<Triple[]> {
  let document: object
  try {
    document = JSON.parse(text)
  } catch {
    throw new NotRdf('neither RDF nor JSON')
  }
  refuseDeep(document)
  // What a loader throws comes out as an error of the library's own.
  let elsewhere: string | null = null
  const documentLoader = async (url: string) => {
    elsewhere = `a context that stands elsewhere: ${url.slice(0, 200)}`
    throw new NotRdf(elsewhere)
  }
  try {
    const quads = (await jsonld.toRDF(document, { base, documentLoader })) as {
      subject: JsonLdTerm
      predicate: JsonLdTerm
      object: JsonLdTerm
    }[]
    if (quads.length > MOST_TRIPLES) throw new NotRdf('more than anybody needs')
    return quads.map(({ subject, predicate, object }) => [subject.value, predicate.value, fromJsonLd(object)])
  } catch (error) {
    throw error instanceof NotRdf ? error : new NotRdf(elsewhere ?? (error as Error).message.slice(0, 200))
  }
}

interface JsonLdTerm {
  termType: string
  value: string
  language?: string
}

function fromJsonLd({ termType, value, language = '' }: JsonLdTerm): Term {
  if (termType === 'Literal') return { kind: 'literal', value, lang: language }
  return { kind: termType === 'BlankNode' ? 'blank' : 'iri', value }
}

const DEEPEST = 100

function refuseDeep(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > DEEPEST) throw new NotRdf('nested too deep')
  for (const one of Object.values(value)) refuseDeep(one, depth + 1)
}
