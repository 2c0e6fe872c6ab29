import { type Input, invalid } from '../action.ts'
import type { KeyedRecord, PushedField, PushedRecord, PushedTable } from './store.ts'

const MOST_FIELDS = 500
const LONGEST_NAME = 63
/** What an index of PostgreSQL takes is some more. */
const LONGEST_KEY = 2_000

/** @throws CkanError */
export function recordsOf(input: Input): PushedRecord[] {
  const { records } = input
  if (records === undefined || records === null || records === '') return []
  if (!Array.isArray(records) || records.some((one) => typeof one !== 'object' || one === null || Array.isArray(one)))
    throw invalid('records', 'Not a list of objects')
  // Where datastore_search numbers its rows, they come back with their numbers.
  return (records as PushedRecord[]).map(({ _id: _, ...record }) => record)
}

/** Those that are there, those that are named, and where none is named those of the first record. @throws CkanError */
export function fieldsOf(input: Input, held: PushedField[], records: PushedRecord[]): PushedField[] {
  const said = namedFields(input)
  const found = said ?? (held.length > 0 ? [] : Object.keys(records[0] ?? {}).map((id) => ({ id })))
  const fields = [...held.filter(({ id }) => !found.some((one) => one.id === id)), ...found]
  if (fields.length === 0) throw invalid('fields', 'Missing value')
  if (fields.length > MOST_FIELDS) throw invalid('fields', `At most ${MOST_FIELDS}`)
  if (new Set(fields.map(({ id }) => id)).size < fields.length) throw invalid('fields', 'Two have one name')
  for (const { id } of fields)
    if (id.trim() === '' || id.startsWith('_') || id.includes('"') || Buffer.byteLength(id) > LONGEST_NAME)
      throw invalid('fields', `"${id.slice(0, 100)}" is not a valid field name`)
  return fields
}

function namedFields({ fields }: Input): PushedField[] | null {
  if (fields === undefined || fields === null || fields === '') return null
  if (!Array.isArray(fields)) throw invalid('fields', 'Not a list of fields')
  return fields.flatMap((one) => {
    const { id, type, info } = (one ?? {}) as { id?: unknown; type?: unknown; info?: { type_override?: unknown } }
    if (typeof id !== 'string') throw invalid('fields', 'Each needs an id')
    if (id === '_id') return []
    const said = info?.type_override || type
    return { id, ...(typeof said === 'string' && said.length < 40 && { type: said }) }
  })
}

/** @throws CkanError for a field that the table has not, and where a key is needed and is not there */
export function keyed({ fields, key }: PushedTable, record: PushedRecord, method: string): KeyedRecord {
  for (const name of Object.keys(record))
    if (!fields.some(({ id }) => id === name)) throw invalid('records', `row has extra keys "${name.slice(0, 100)}"`)
  if (key.length === 0 && method !== 'insert')
    throw invalid('table', `table does not have a unique key, so ${method} is not possible`)
  const values = key.map((name) => record[name] ?? null)
  if (values.includes(null)) throw invalid('key', `fields "${key.join('", "')}" are missing`)
  if (key.length === 0) return { key: null, record }
  const whole = JSON.stringify(values.map(String))
  if (Buffer.byteLength(whole) > LONGEST_KEY) throw invalid('key', `A key has at most ${LONGEST_KEY} bytes`)
  return { key: whole, record }
}
