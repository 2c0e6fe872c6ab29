import { queryTable } from '../../engine/query-table.ts'
import { MOST_ROWS, mostRows, type TablePage } from '../../engine/table-query.ts'
import { type CkanAction, type Input, invalid } from '../action.ts'
import { booleanOf, naturalOf, neededText } from '../read-fields.ts'
import { type Field, fieldOf, NUMBER_FIELD } from './field-types.ts'
import { linksOf } from './links.ts'
import { asFilterError, type DatastoreQuery, readQuery } from './read-query.ts'
import { recordsAs, recordsFormats } from './records.ts'
import { tableOf } from './table-of.ts'

const DEFAULT_LIMIT = 100

export const datastoreSearch: CkanAction = {
  help: `Rows of a table. resource_id (or id): the table. filters: {"field": value}, {"field": [values]}, {"field": {"gt": 1, "lte": 9}}, "$and", "$or".
q: words that stand in the row, in any spelling of Romanian, or {"field": "words"}. fields: names, as a list or with commas. sort: "a, b desc nulls last".
version: the table as that version had it. distinct: equal rows once. limit: ${DEFAULT_LIMIT}, at most ${MOST_ROWS}, fewer of wide tables. offset. include_total: true. records_format: ${recordsFormats.join(', ')}. include_next_page.`,
  async run(ctx, input, asked) {
    const id = neededText(input, input.resource_id === undefined ? 'id' : 'resource_id')
    const table = await tableOf(ctx, id, input)
    const offset = naturalOf(input, 'offset', 0)
    const total = booleanOf(input, 'include_total', true)
    const format = String(input.records_format || 'objects')
    if (!recordsFormats.includes(format as 'csv'))
      throw invalid('records_format', `Value must be one of ${recordsFormats.join(', ')}`)
    const query = readQuery(input, table)
    const limit = Math.min(naturalOf(input, 'limit', DEFAULT_LIMIT), mostRows(table, query))
    const page = await queryTable(ctx.tables, table, { ...query, limit, offset, total }).catch((error) => {
      throw asFilterError(error)
    })
    const fields = shownFields(page, query)
    return {
      include_total: total,
      limit,
      ...(offset > 0 && { offset }),
      ...echoed(input),
      records_format: format,
      resource_id: table.id,
      total_estimation_threshold: null,
      records: recordsAs(format as 'csv', fields, page),
      fields: fields.map(({ field }) => field),
      _links: linksOf(asked, input, limit, offset),
      ...(total && { total: page.total, total_was_estimated: false }),
      ...nextPage(input, query, page, limit),
    }
  },
}

/** A field and where its value is. */
export interface ShownField {
  field: Field
  of(row: TablePage['rows'][number]): TablePage['rows'][number]['cells'][number]
}

function shownFields(page: TablePage, query: DatastoreQuery): ShownField[] {
  const cells = new Map(
    page.columns.map((column, at): [string, ShownField] => [
      column.name,
      { field: fieldOf(column), of: ({ cells }) => cells[at] ?? null },
    ]),
  )
  const number: ShownField = { field: NUMBER_FIELD, of: ({ id }) => id }
  const names = query.fields ?? ['_id', ...page.columns.map(({ name }) => name)]
  return [
    ...[...new Set(names)].flatMap((name) => (name === '_id' ? number : (cells.get(name) ?? []))),
    ...(query.byHits && !query.distinct ? [rankOf('rank', page.columns.length)] : []),
    ...(query.distinct ? [] : [...new Set(query.ranked)].map((column) => rankOf(`rank ${column}`, 1))),
  ]
}

/** From 0 to 1: in which part of its cells the words stand. */
function rankOf(id: string, cells: number): ShownField {
  return {
    field: { id, type: 'float4' },
    of: ({ hits }) => Math.min(1, Math.round(((hits ?? 1) / Math.max(1, cells)) * 1e6) / 1e6),
  }
}

/** What was asked, as the program said it. */
function echoed(input: Input): Input {
  return Object.fromEntries(
    ['version', 'filters', 'q', 'full_text', 'distinct', 'sort', 'plain', 'language']
      .filter((name) => input[name] !== undefined)
      .map((name) => [name, input[name]]),
  )
}

/** A filter that leads on faster than an offset; only while rows come in their own order. */
function nextPage(input: Input, query: DatastoreQuery, { rows }: TablePage, limit: number) {
  const last = rows.at(-1)
  if (!booleanOf(input, 'include_next_page', false) || !last?.id || rows.length < limit) return {}
  return query.sort || query.byHits ? {} : { next_page: { _id: { gt: last.id } } }
}
