import { ArrivedFile } from '#kernel/files/arrived-file.ts'
import { type Input, invalid } from './action.ts'

/** A text, or nothing. @throws CkanError for a list or an object, and for a character that no text in PostgreSQL has */
export function textOf(input: Input, name: string): string | null {
  const value = input[name]
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string' && typeof value !== 'number') throw invalid(name, 'Must be a text')
  const text = String(value)
  if (text.includes('\0')) throw invalid(name, 'Must not have a null character')
  return text
}

/** @throws CkanError when there is none */
export function neededText(input: Input, name: string): string {
  const text = textOf(input, name)
  if (text === null) throw invalid(name, 'Missing value')
  return text
}

/** A whole number from 0. @throws CkanError */
export function naturalOf(input: Input, name: string, unless: number): number {
  const value = input[name]
  if (value === undefined || value === null || value === '') return unless
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  if (!Number.isSafeInteger(number)) throw invalid(name, 'Invalid integer')
  if (number < 0) throw invalid(name, 'Must be a natural number')
  return number
}

const TRUE = new Set(['true', 'yes', 't', 'y', '1', 'on'])

export function booleanOf(input: Input, name: string, unless: boolean): boolean {
  const value = input[name]
  if (value === undefined || value === null || value === '') return unless
  return value === true || TRUE.has(String(value).toLowerCase())
}

/** A list, or its items in one text with commas between them. @throws CkanError */
export function listOf(input: Input, name: string): string[] | null {
  const value = input[name]
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string')
    return value
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string'))
    throw invalid(name, 'Must be a list of texts')
  return (value as string[]).map((one) => one.trim())
}

/** An object, also as JSON text. @throws CkanError */
export function objectOf(input: Input, name: string): Record<string, unknown> | null {
  let value = input[name]
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string')
    try {
      value = JSON.parse(value)
    } catch {
      throw invalid(name, 'Cannot parse JSON')
    }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name, 'Not a JSON object')
  refuseUnkeepable({ [name]: value })
  return value as Record<string, unknown>
}

const DEEPEST = 50

/** PostgreSQL keeps no null character, no half of a sign, and nothing that is nested without end. @throws CkanError */
export function refuseUnkeepable(input: Input): void {
  for (const [name, value] of Object.entries(input))
    if (!isKeepable(name, 0) || !isKeepable(value, 0))
      throw invalid(name.slice(0, 100), `Must be whole texts without null characters, at most ${DEEPEST} levels deep`)
}

function isKeepable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null || value instanceof ArrivedFile) return true
  if (depth >= DEEPEST) return false
  return Object.entries(value).every(([key, one]) => isKeepable(key, depth + 1) && isKeepable(one, depth + 1))
}
