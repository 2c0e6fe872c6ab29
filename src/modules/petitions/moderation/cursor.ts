import { InvalidInput } from '#kernel/errors.ts'

const UUID = /^[0-9a-f-]{36}$/

/** Where a list goes on: after this value, and this id among equals. */
export interface Cursor {
  at: string
  id: string
}

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

/** @param shape what the value must look like: it goes into SQL as a day or an instant */
export function readCursor(cursor: string, shape: RegExp): Cursor {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (!shape.test(at) || !UUID.test(id))
    throw new InvalidInput([{ field: 'after', text: { key: 'kernel.form.wrong' } }])
  return { at, id }
}
