import { SaxesParser, type SaxesTagNS } from 'saxes'
import { MOST_TRIPLES, NotRdf, RDF, type Term, type Triple } from './triples.ts'

const XML = 'http://www.w3.org/XML/1998/namespace'
const DEEPEST = 200

interface Node {
  is: 'node'
  subject: string
}
interface Property {
  is: 'property'
  subject: string
  name: string
  text: string
  typed: boolean
  /** Its value has been told already. */
  told: boolean
}
interface Frame {
  of: Node | Property | 'document'
  lang: string
  base: string
}

/**
 * Reads RDF/XML: things, properties, nested things, `parseType="Resource"`, attributes that are properties. A document with a type declaration is
 * refused before anything of it is read: entities of its own could grow without end, or name files. Containers and collections give their members.
 *
 * @throws NotRdf
 */
export function readRdfXml(document: string, base: string): Triple[] {
  const triples: Triple[] = []
  const frames: Frame[] = [{ of: 'document', lang: '', base }]
  let blanks = 0
  const parser = new SaxesParser({ xmlns: true })
  const top = () => frames.at(-1) as Frame
  const blank = () => {
    blanks += 1
    return `_:x${blanks}`
  }

  function say(subject: string, property: string, value: Term): void {
    if (triples.length >= MOST_TRIPLES) throw new NotRdf('more than anybody needs')
    triples.push([subject, property, value])
  }

  function open(tag: SaxesTagNS): void {
    if (frames.length > DEEPEST) throw new NotRdf('nested too deep')
    const within = top()
    const own = attributesOf(tag)
    const lang = own.get(`${XML}lang`) ?? within.lang
    const from = own.has(`${XML}base`) ? resolved(own.get(`${XML}base`) as string, within.base) : within.base
    const push = (of: Frame['of']) => frames.push({ of, lang, base: from })
    const name = tag.uri + tag.local
    if (within.of === 'document' && name === `${RDF}RDF`) push('document')
    else if (within.of === 'document' || within.of.is === 'property') push(openNode(within, name, own, from, lang))
    else push(openProperty(within.of, name, own, from, lang))
  }

  function openNode(within: Frame, name: string, own: Map<string, string>, from: string, lang: string): Node {
    const subject = nameOf(own, from) ?? blank()
    if (within.of !== 'document' && within.of !== null) {
      const property = within.of as Property
      say(property.subject, property.name, termOf(subject))
      property.told = true
    }
    if (name !== `${RDF}Description`) say(subject, `${RDF}type`, { kind: 'iri', value: name })
    tellAttributes(subject, own, lang)
    return { is: 'node', subject }
  }

  function openProperty(
    { subject }: Node,
    name: string,
    own: Map<string, string>,
    from: string,
    lang: string,
  ): Property | Node {
    const resource = own.get(`${RDF}resource`)
    const node = own.get(`${RDF}nodeID`)
    const value = resource !== undefined ? resolved(resource, from) : node !== undefined ? `_:n${node}` : null
    if (value !== null) {
      say(subject, name, termOf(value))
      tellAttributes(value, own, lang)
    } else if (own.get(`${RDF}parseType`) === 'Resource') {
      const inner = blank()
      say(subject, name, termOf(inner))
      return { is: 'node', subject: inner }
    }
    return {
      is: 'property',
      subject,
      name,
      text: '',
      typed: own.has(`${RDF}datatype`),
      told: value !== null,
    }
  }

  function tellAttributes(subject: string, own: Map<string, string>, lang: string): void {
    for (const [name, text] of own)
      if (!name.startsWith(XML) && !name.startsWith(RDF)) say(subject, name, { kind: 'literal', value: text, lang })
      else if (name === `${RDF}type`) say(subject, name, { kind: 'iri', value: text })
  }

  parser.on('error', (error) => {
    throw new NotRdf(error.message.slice(0, 200))
  })
  parser.on('doctype', () => {
    throw new NotRdf('a document type declaration')
  })
  parser.on('opentag', (tag) => open(tag as SaxesTagNS))
  const take = (text: string) => {
    const { of } = top()
    if (of !== 'document' && of.is === 'property') of.text += text
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', () => {
    const closed = frames.pop() as Frame
    if (closed.of === 'document' || closed.of.is === 'node' || closed.of.told) return
    const { subject, name, text, typed } = closed.of
    say(subject, name, { kind: 'literal', value: text, lang: typed ? '' : closed.lang })
  })
  try {
    parser.write(document).close()
  } catch (error) {
    if (error instanceof NotRdf) throw error
    throw new NotRdf((error as Error).message.slice(0, 200))
  }
  return triples
}

function attributesOf(tag: SaxesTagNS): Map<string, string> {
  return new Map(
    Object.values(tag.attributes).flatMap(({ uri, local, prefix, value }) =>
      // Where namespaces are declared nothing is said.
      prefix === 'xmlns' || (prefix === '' && local === 'xmlns')
        ? []
        : [[(uri || (PLAIN.has(local) ? RDF : '')) + local, value] as const],
    ),
  )
}

/** Names that old documents wrote without their namespace. */
const PLAIN = new Set(['about', 'resource', 'ID', 'nodeID', 'datatype', 'parseType'])

function nameOf(own: Map<string, string>, base: string): string | null {
  const about = own.get(`${RDF}about`)
  if (about !== undefined) return resolved(about, base)
  const node = own.get(`${RDF}nodeID`)
  if (node !== undefined) return `_:n${node}`
  const id = own.get(`${RDF}ID`)
  return id === undefined ? null : resolved(`#${id}`, base)
}

const resolved = (iri: string, base: string) => URL.parse(iri, base)?.href ?? iri
const termOf = (name: string): Term => ({ kind: name.startsWith('_:') ? 'blank' : 'iri', value: name })
