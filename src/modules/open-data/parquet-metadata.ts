import type { Column } from './table-schema.ts'

/** Under which name a Parquet file says what its columns are. */
export const COLUMNS_KEY = 'table_schema'

type Named = Pick<Column, 'name' | 'type'> & Partial<Pick<Column, 'title' | 'format'>>

/**
 * What the types of Parquet have no room for, in the words of Frictionless Table Schema (`schema.json` of the table has the same): how a column is
 * called in the file that came, and what stood beside its numbers.
 *
 * @returns JSON
 */
export function columnsInParquet(columns: readonly Named[]): string {
  const fields = columns.map(({ name, title = name, type, format }) => ({
    ...{ name, title, type },
    ...(format?.unit && { unit: format.unit }),
  }))
  return JSON.stringify({ fields })
}

export interface SaidOfColumn {
  title: string
  unit: string | null
  /** It holds texts, also where each looks like a number: codes of firms, telephones. */
  isText: boolean
}

/** What a file that was written so says of its columns, by their names there; nothing of what it says otherwise. */
export function columnsFromParquet(json: string): Map<string, SaidOfColumn> {
  const fields = fieldsIn(json)
  const said = fields.flatMap((field): [string, SaidOfColumn][] => {
    const { name, title, unit, type } = Object(field) as Record<string, unknown>
    if (typeof name !== 'string' || typeof title !== 'string' || !isTitle(title)) return []
    return [[name, { title, unit: typeof unit === 'string' ? unit : null, isText: type === 'string' }]]
  })
  return new Map(said)
}

const MOST_TITLE = 1_000

function isTitle(text: string): boolean {
  return text.trim() !== '' && text.length <= MOST_TITLE && !text.includes('\0')
}

function fieldsIn(json: string): unknown[] {
  try {
    const { fields } = Object(JSON.parse(json)) as { fields?: unknown }
    return Array.isArray(fields) ? fields : []
  } catch {
    return []
  }
}
