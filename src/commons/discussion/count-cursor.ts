import { wrongCursor } from '#kernel/http/cursor.ts'
import { isId } from '#kernel/ids.ts'

/** Where a list ordered by a count and, among equals, by an id goes on. @throws InvalidInput on the field `after` */
export function readCountCursor(text: string): { at: number; id: string } {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  if (!/^\d{1,9}$/.test(at) || !isId(id)) throw wrongCursor()
  return { at: Number(at), id }
}
