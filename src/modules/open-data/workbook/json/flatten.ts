import { withoutExponent } from '../canonical-number.ts'

/** Told of a field: the names on the way to it, and what stands in it. */
export type Tell = (path: string[], text: string) => void

/**
 * A record as fields that hold texts: what lies in an object is a field of its own, a list of plain values is one text ('; ' between them), a list of
 * anything else stays JSON.
 */
export function flatten(value: unknown, tell: Tell, path: string[] = []): void {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
  const fields = isObject ? Object.entries(value) : []
  for (const [name, inner] of fields) flatten(inner, tell, [...path, name])
  if (!isObject) tell(path, textOf(value))
  else if (fields.length === 0 && path.length > 0) tell(path, '')
}

/** Of one value, whatever it is. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return withoutExponent(value)
  if (Array.isArray(value)) return listText(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function listText(values: unknown[]): string {
  const isPlain = values.every((value) => value === null || typeof value !== 'object')
  if (!isPlain) return JSON.stringify(values)
  return values
    .filter((value) => value !== null)
    .map(textOf)
    .join('; ')
}
