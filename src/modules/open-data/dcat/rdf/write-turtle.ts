import { isNode, prefixes, type RdfNode, type Value } from './node.ts'

/** What a document of Turtle begins with. */
export const turtleHead = Object.entries(prefixes)
  .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`)
  .join('')

/** A node and all within it as statements of Turtle, without prefixes, so that documents are joined of parts. */
export function turtleOf(node: RdfNode): string {
  const waiting = [node]
  let statements = ''
  for (let next = waiting.shift(); next; next = waiting.shift())
    statements += `\n<${next.iri}> ${said(next, '  ', waiting)} .\n`
  return statements
}

/** @param waiting takes nodes with an address: each is told of in a statement of its own */
function said({ types, says }: RdfNode, indent: string, waiting: RdfNode[]): string {
  const lines = [
    ...(types.length > 0 ? [`a ${types.join(', ')}`] : []),
    ...says.map(([name, value]) => `${name} ${written(value, indent, waiting)}`),
  ]
  return lines.join(` ;\n${indent}`)
}

function written(value: Value, indent: string, waiting: RdfNode[]): string {
  if (isNode(value)) {
    if (value.iri === null) return `[ ${said(value, `${indent}  `, waiting)} ]`
    waiting.push(value)
    return `<${value.iri}>`
  }
  if ('iri' in value) return `<${value.iri}>`
  const text = `"${escaped(value.text)}"`
  if ('datatype' in value) return `${text}^^${value.datatype}`
  return value.lang ? `${text}@${value.lang}` : text
}

const SHORT: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/["\\\p{Cc}]/gu, (one) => SHORT[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
