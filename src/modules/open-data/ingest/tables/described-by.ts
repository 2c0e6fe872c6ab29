import type { Context } from '#kernel/http/context.ts'
import type { PublicTable } from '../../store.ts'

/**
 * What a file cannot say of itself, types and units among it, as a Link header: the Table Schema, which fits every part of a table and a Parquet of
 * it too, and before it the CSV on the Web of a whole CSV.
 *
 * @param isPinned its version was named: the description names it too
 */
export function describedBy(
  { publicUrl }: Pick<Context, 'publicUrl'>,
  { id, seq }: Pick<PublicTable, 'id' | 'seq'>,
  { isWholeCsv, isPinned }: { isWholeCsv: boolean; isPinned: boolean },
): string {
  const link = (file: string, type: string) =>
    `<${publicUrl}/data/tables/${id}/${file}${isPinned ? `?version=${seq}` : ''}>; rel="describedby"; type="${type}"`
  const schema = link('schema.json', 'application/json')
  return isWholeCsv ? `${link('csv-metadata.json', 'application/csvm+json')}, ${schema}` : schema
}
