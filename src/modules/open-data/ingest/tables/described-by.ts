import type { Context } from '#kernel/http/context.ts'
import type { PublicTable } from '../../store.ts'

/**
 * What a CSV cannot say of itself, types and units among it, as a Link header: the CSV on the Web of the whole file, and the Table Schema,
 * which fits every part of it.
 *
 * @param isPinned its version was named: the description names it too
 */
export function describedBy(
  { publicUrl }: Pick<Context, 'publicUrl'>,
  { id, seq }: Pick<PublicTable, 'id' | 'seq'>,
  { isPart, isPinned }: { isPart: boolean; isPinned: boolean },
): string {
  const link = (file: string, type: string) =>
    `<${publicUrl}/data/tables/${id}/${file}${isPinned ? `?version=${seq}` : ''}>; rel="describedby"; type="${type}"`
  const schema = link('schema.json', 'application/json')
  return isPart ? schema : `${link('csv-metadata.json', 'application/csvm+json')}, ${schema}`
}
