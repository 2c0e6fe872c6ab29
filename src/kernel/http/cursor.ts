import { InvalidInput } from '#kernel/errors.ts'
import { isDay } from '#kernel/forms/fields.ts'
import { isId } from '#kernel/ids.ts'

/** Where a list ordered by a value (an instant unless said otherwise) and, among equals, by an id goes on. */
export interface Cursor<V = Date> {
  at: V
  id: string
}

/** @returns the parameter `after` of the next part of the list */
export function writeCursor({ at, id }: Cursor<Date | string | readonly [string, string]>): string {
  return Buffer.from(`${at instanceof Date ? at.toISOString() : [at].flat().join('/')} ${id}`).toString('base64url')
}

/** @throws InvalidInput on the field `after` when it is none of ours: its parts go into SQL as an instant and an id */
export function readCursor(text: string): Cursor {
  const { at, id } = partsOf(text, isInstant)
  return { at: new Date(at), id }
}

/** As readCursor, of a list ordered by civil days. @param otherwise what stands where a row has no day */
export function readDayCursor(text: string, otherwise?: string): Cursor<string> {
  return partsOf(text, (at) => at === otherwise || isDay(at))
}

/** As readCursor, of a list ordered by one civil day and, among equals, by another. */
export function readDaysCursor(text: string): Cursor<[string, string]> {
  const { at, id } = partsOf(text, (at) => /^[^/]+\/[^/]+$/.test(at) && at.split('/').every(isDay))
  return { at: at.split('/') as [string, string], id }
}

/** Whether a text is an instant as a Date writes it. */
export function isInstant(text: string): boolean {
  const instant = new Date(text)
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString() === text
}

function partsOf(text: string, isOurs: (at: string) => boolean): Cursor<string> {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  if (!isOurs(at) || !isId(id)) throw wrongCursor()
  return { at, id }
}

export function wrongCursor(): InvalidInput {
  return new InvalidInput([{ field: 'after', text: { key: 'kernel.form.wrong' } }])
}
