import Type from 'typebox'
import { choice, type Field, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { id } from '#kernel/forms/path-fields.ts'
import { bom } from '../ingest/tables/fields.ts'

/** Characters of a question. An address holds about as many. */
export const MOST_SQL = 8_000

/** The same of one that is sent as a body, and of one of CKAN's API. */
export const MOST_POSTED = 100_000

/** As it was typed: what is wrong in it is told beside the field, where it can be mended. */
const sqlOf = (max: number): Field<string> => ({
  keep: 'words',
  schema: Type.String({ maxLength: max, description: 'One SELECT of DuckDB’s SQL' }),
  read: (raw) =>
    typeof raw === 'string' && raw.length <= max
      ? { value: raw.replaceAll(/\r\n?/g, '\n').toWellFormed().trim() }
      : { error: { key: 'kernel.form.too-long', args: { max, over: typeof raw === 'string' ? raw.length - max : 1 } } },
})
const sql = sqlOf(MOST_SQL)

export const PAGE_ROWS = 50

export const sqlQuery = form({
  q: optional(sql),
  page: optional(integer({ min: 1, max: 1_000 })),
  /** Whose columns and examples are shown. */
  table: optional(id('kernel.not-found')),
  find: optional(text({ max: 200 })),
})

export const sqlFileQuery = form({ q: sql, bom: bom() })

/** A question that no address holds. */
export const sqlPosted = form({
  q: sqlOf(MOST_POSTED),
  page: optional(integer({ min: 1, max: 1_000 })),
  format: optional(choice(['csv', 'xlsx', 'json'])),
  bom: bom(),
})
