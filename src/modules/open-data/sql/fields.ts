import Type from 'typebox'
import { type Field, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { id } from '#kernel/forms/path-fields.ts'
import { bom } from '../ingest/tables/fields.ts'

/** Characters of a question. An address holds about as many. */
export const MOST_SQL = 8_000

/** As it was typed: what is wrong in it is told beside the field, where it can be mended. */
const sql: Field<string> = {
  keep: 'words',
  schema: Type.String({ maxLength: MOST_SQL, description: 'One SELECT of DuckDB’s SQL' }),
  read: (raw) =>
    typeof raw === 'string' && raw.length <= MOST_SQL
      ? { value: raw.replaceAll(/\r\n?/g, '\n').toWellFormed().trim() }
      : {
          error: {
            key: 'kernel.form.too-long',
            args: { max: MOST_SQL, over: typeof raw === 'string' ? raw.length - MOST_SQL : 1 },
          },
        },
}

export const PAGE_ROWS = 50

export const sqlQuery = form({
  q: optional(sql),
  page: optional(integer({ min: 1, max: 1_000 })),
  /** Whose columns and examples are shown. */
  table: optional(id('kernel.not-found')),
  find: optional(text({ max: 200 })),
})

export const sqlFileQuery = form({ q: sql, bom: bom() })
