import { InvalidInput } from '#kernel/errors.ts'

/** Where a list ordered by instant and id, newest first, goes on. */
export interface Cursor {
  at: Date
  id: string
}

/** @returns the parameter `after` of the next part of the list */
export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')
}

/** @throws InvalidInput on the field `after` when it is none of ours */
export function readCursor(text: string): Cursor {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  const instant = new Date(at)
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || Number.isNaN(instant.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw new InvalidInput([{ field: 'after', text: { key: 'kernel.form.wrong' } }])
  return { at: instant, id }
}
