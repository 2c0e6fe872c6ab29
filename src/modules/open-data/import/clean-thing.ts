import type { CkanThing } from '../harvest/ckan-source.ts'

const DEEPEST = 40

/** What another server told, without what PostgreSQL keeps not and honest texts need not: null characters, halves of signs, endless nests. */
export function cleaned(thing: CkanThing): CkanThing {
  return clean(thing, 0) as CkanThing
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return plain(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return null
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, one]) => [plain(key), clean(one, depth + 1)]),
  )
}

const BESIDE_LINES =
  /[^\P{Cc}\n\r\t]|[\p{Bidi_Control}\u2028\u2029\u2800\u00ad\p{Noncharacter_Code_Point}]|[\u200b-\u200f\u2060-\u2064\ufeff]/gu

function plain(text: string): string {
  return text.toWellFormed().replaceAll(BESIDE_LINES, '')
}

/** A text of a thing, or nothing. */
export function textIn(thing: CkanThing | null, key: string): string | null {
  const value = thing?.[key]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
