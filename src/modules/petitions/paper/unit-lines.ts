import Type from 'typebox'
import type { Places } from '#commons/places/places.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { Field } from '#kernel/forms/fields.ts'
import { text } from '#kernel/forms/fields.ts'

type Lines = { unit: string; signatures: number }[]

const typed = text({ max: 5_000, lines: true })
const LINE = /^(.+?)[\s:=–-]+(\d{1,7})$/

/** A unit and its number on each line, as an officer copies them from a sheet; a program sends `{ unit, signatures }[]`. */
export function unitLines(): Field<Lines> {
  return {
    keep: 'words',
    schema: Type.Union([
      Type.Array(Type.Object({ unit: Type.String(), signatures: Type.Integer({ minimum: 1 }) }), { maxItems: 100 }),
      Type.String({ description: 'Lines such as "Cahul 35"' }),
      Type.Null(),
    ]),
    many: true,
    read(raw) {
      if (raw === undefined || raw === null || raw === '') return { value: [] }
      if (Array.isArray(raw) && raw.length <= 100 && raw.every(isLine))
        return { value: raw.map(({ unit, signatures }) => ({ unit, signatures })) }
      const read = typed.read(raw)
      if ('error' in read) return read
      const lines = read.value.split('\n').flatMap((line) => line.trim() || [])
      const value: Lines = []
      for (const line of lines) {
        const [, unit, digits] = LINE.exec(line) ?? []
        if (!unit || Number(digits) < 1) return { error: { key: 'petitions.paper.units.line', args: { line } } }
        value.push({ unit, signatures: Number(digits) })
      }
      return { value }
    },
  }
}

function isLine(one: unknown): one is Lines[number] {
  const { unit, signatures } = (one ?? {}) as Partial<Lines[number]>
  return typeof unit === 'string' && Number.isSafeInteger(signatures) && (signatures as number) > 0
}

/**
 * Finds the units that lines name, by key or by name in any language, with or without its marks.
 *
 * @returns unit key to signatures; null when nothing was counted by unit
 * @throws InvalidInput on `units`: unknown, twice, or more than there are signatures in all
 */
export function unitsOf(places: Places, lines: Lines, signatures: number): Record<string, number> | null {
  if (lines.length === 0) return null
  const keys = new Map(
    places
      .countedUnits()
      .flatMap(({ key, name }) => [key, ...Object.values(name)].map((word) => [plain(word), key] as const)),
  )
  const units: Record<string, number> = {}
  for (const line of lines) {
    const key = keys.get(plain(line.unit))
    if (!key) throw wrong({ key: 'petitions.paper.units.unknown', args: { unit: line.unit } })
    if (units[key] !== undefined) throw wrong({ key: 'petitions.paper.units.twice', args: { unit: line.unit } })
    units[key] = line.signatures
  }
  if (Object.values(units).reduce((sum, one) => sum + one, 0) > signatures)
    throw wrong({ key: 'petitions.paper.units.too-many' })
  return units
}

const wrong = (words: ConstructorParameters<typeof InvalidInput>[0][number]['text']) =>
  new InvalidInput([{ field: 'units', text: words }])

function plain(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim()
}
