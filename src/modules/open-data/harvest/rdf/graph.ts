import { RDF, type Term, type Triple } from './triples.ts'

/** What is said in a document, to be asked by who says it. */
export interface Graph {
  values(subject: string, property: string): Term[]
  first(subject: string, ...properties: string[]): Term | null
  ofType(type: string): string[]
}

export function graphOf(triples: Triple[]): Graph {
  const said = new Map<string, Map<string, Term[]>>()
  const types = new Map<string, string[]>()
  for (const [subject, property, value] of triples) {
    const own = said.get(subject) ?? new Map<string, Term[]>()
    said.set(subject, own)
    const values = own.get(property)
    if (values) values.push(value)
    else own.set(property, [value])
    if (property !== `${RDF}type`) continue
    const things = types.get(value.value)
    if (things) things.push(subject)
    else types.set(value.value, [subject])
  }
  const values = (subject: string, property: string) => said.get(subject)?.get(property) ?? []
  return {
    values,
    first: (subject, ...properties) => properties.map((one) => values(subject, one)[0]).find(Boolean) ?? null,
    ofType: (type) => [...new Set(types.get(type))],
  }
}
