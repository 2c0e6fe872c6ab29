import { DataFactory, type Quad } from 'n3'
import { SaxesParser } from 'saxes'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const { blankNode, literal, namedNode, quad } = DataFactory
type Subject = Quad['subject']

/** A property that is being read: what it is said of, and the text in it. */
interface OpenProperty {
  of: Subject
  name: string
  text: string
  datatype: string | undefined
  lang: string
  told: boolean
}

/**
 * RDF/XML as the W3C's recommendation has it, without what nobody should write (rdf:li, parseType, reification): elements of things and of
 * properties in turn.
 */
export function quadsOfRdfXml(document: string): Quad[] {
  const quads: Quad[] = []
  const open: (Subject | OpenProperty | null)[] = []
  const parser = new SaxesParser({ xmlns: true, fragment: false })
  const langs: string[] = ['']
  const say = (of: Subject, name: string, object: Quad['object']) => quads.push(quad(of, namedNode(name), object))
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ uri, local, attributes }) => {
    const attribute = (namespace: string, name: string) =>
      Object.values(attributes).find((one) => one.local === name && one.uri === namespace)?.value
    const lang = attribute('http://www.w3.org/XML/1998/namespace', 'lang') ?? langs.at(-1) ?? ''
    langs.push(lang)
    const within = open.at(-1)
    if (within === undefined) {
      if (uri + local !== `${RDF}RDF`) throw new Error(`not RDF: ${uri}${local}`)
      open.push(null)
    } else if (within === null || 'told' in within) {
      const about = attribute(RDF, 'about')
      const thing = about === undefined ? blankNode() : namedNode(about)
      if (`${uri}${local}` !== `${RDF}Description`) say(thing, `${RDF}type`, namedNode(uri + local))
      if (within !== null) {
        say(within.of, within.name, thing)
        within.told = true
      }
      open.push(thing)
    } else {
      const resource = attribute(RDF, 'resource')
      if (resource !== undefined) say(within, uri + local, namedNode(resource))
      open.push({
        of: within,
        name: uri + local,
        text: '',
        datatype: attribute(RDF, 'datatype'),
        lang,
        told: resource !== undefined,
      })
    }
  })
  parser.on('text', (text) => {
    const within = open.at(-1)
    if (within && 'told' in within) within.text += text
    else if (text.trim()) throw new Error(`a text between elements: ${text}`)
  })
  parser.on('closetag', () => {
    langs.pop()
    const closed = open.pop()
    if (!closed || !('told' in closed) || closed.told) return
    const { of, name, text, datatype, lang } = closed
    say(of, name, datatype ? literal(text, namedNode(datatype)) : lang ? literal(text, lang) : literal(text))
  })
  parser.write(document).close()
  return quads
}
