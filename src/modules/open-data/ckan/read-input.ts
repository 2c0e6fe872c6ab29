import type { ProtocolRequest } from '#kernel/http/endpoint.ts'
import { BadRequest, type Input } from './action.ts'

/**
 * What a program sent: the query of a GET, a JSON object, a form in either encoding, or a form that is nothing but JSON text, as curl
 * sends it. A name that comes twice gives a list.
 *
 * @throws BadRequest
 */
export async function readInput(asked: ProtocolRequest): Promise<Input> {
  if (asked.method !== 'POST') return fieldsOf(asked.query)
  if (asked.parts) return { ...asked.parts }
  if (asked.body.length === 0) return {}
  const type = String(asked.headers['content-type'] ?? '')
  const text = asked.body.toString('utf8')
  if (/^application\/([\w.]+\+)?json\b/i.test(type)) return objectOf(text)
  // The JSON of older programs stands before a value, and not all of them encode it.
  return text.trimStart().startsWith('{') ? objectOf(text.replace(/=1?$/, '')) : readForm(text)
}

function objectOf(text: string): Input {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    throw new BadRequest(`JSON Error: Error decoding JSON data. Error: ${(error as Error).message}`)
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new BadRequest('JSON Error: Request data JSON decoded is not an object')
  return read as Input
}

/** Older programs send the JSON as the name of the only field. */
function readForm(text: string): Input {
  const fields = new URLSearchParams(text)
  const [[name, value] = []] = fields
  if (name !== undefined && fields.size === 1 && (value === '' || value === '1') && name.trimStart().startsWith('{'))
    return objectOf(name)
  return fieldsOf(fields)
}

function fieldsOf(pairs: Iterable<[string, string]>): Input {
  // No prototype, so no name is special.
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of pairs) {
    const earlier = fields[name]
    fields[name] = earlier === undefined ? value : [earlier, value].flat()
  }
  return fields
}
