import type { Context } from '#kernel/http/context.ts'
import { offerTables } from '../sql/name-tables.ts'
import { findPublicTable } from '../store.ts'

/** A public table to show the ways to ask with. */
export interface ExampleTable {
  id: string
  /** What a question in SQL calls it. */
  name: string
  dataset: string
  /** Names of columns; null where it has none of the kind. */
  text: string | null
  number: string | null
}

/** The one that changed last; null where nothing is public yet. */
export async function exampleTable(ctx: Context): Promise<ExampleTable | null> {
  const [offered] = await offerTables(ctx, null)
  const table = offered && (await findPublicTable(ctx.db, offered.id))
  if (!table) return null
  const named = (types: string[]) => table.columns.find(({ type }) => types.includes(type))?.name ?? null
  return {
    id: table.id,
    name: offered.name,
    dataset: table.dataset,
    text: named(['string']),
    number: named(['integer', 'number']),
  }
}
