import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { csvFile } from '#kernel/text/csv.ts'
import { exportFormats, fileAt } from '../../engine/export-table.ts'
import type { Group } from '../../engine/group-rows.ts'
import { MOST_GROUPS, writeGroups } from '../../engine/group-rows.ts'
import { writeXlsx } from '../../workbook/write-xlsx.ts'
import { type Explored, exploredTable } from '../about-table.ts'
import type { groupsFileQuery } from '../fields.ts'
import { figureIn, keyIn } from '../group-words.ts'
import { figureTitle, keyTitle } from '../in-words.ts'
import { askGroups, groupQueryOf, type ToldGroups } from './ask-groups.ts'

export const groupsFormats = ['csv', 'xlsx', 'json', 'ndjson', 'parquet'] as const
export type GroupsFormat = (typeof groupsFormats)[number]

/** All groups as a file, at most as many as one answer has; heads in the reader's language, for programs as addresses call them. */
export async function downloadGroups(
  ctx: Context,
  { table: id }: { table: string },
  query: FormValue<(typeof groupsFileQuery)['fields']>,
  view: View,
  format: GroupsFormat,
): Promise<ResourceReply> {
  const explored = await exploredTable(ctx, id, query)
  const { groups, said } = await askGroups(ctx.tables, explored, query, { limit: MOST_GROUPS, offset: 0 })
  const { columns, dataset, version } = explored.about
  const of = said.of.filter((words) => words !== 'count')
  const heads = [
    ...said.by.map((words) => ({ name: words, title: keyTitle(view, columns, words), type: keyType(words) })),
    { name: countName(said.by), title: view.t('open-data.explore.rows'), type: 'integer' as const },
    ...of.map((words) => ({ name: words, title: figureTitle(view, columns, words), type: figureType(words) })),
  ]
  if (format === 'parquet') return { ...(await parquetOf(ctx, explored, said)), ...fileFields() }
  const places = said.of.flatMap((words, at) => (words === 'count' ? [] : [at]))
  const rowOf = ({ keys, count, figures }: Group) => [...keys, count, ...places.map((at) => figures[at] ?? null)]
  return {
    body: bodyOf(format, heads, groups.map(rowOf), query.bom),
    contentType: exportFormats[format].contentType,
    ...fileFields(),
  }

  function fileFields() {
    return {
      fileName: `${dataset.name}-${version.seq}-groups.${format}`,
      headers: { 'access-control-allow-origin': '*' },
    }
  }

  function keyType(words: string) {
    const key = keyIn(words)
    if (key?.by !== 'value') return typeof key?.by === 'object' ? ('number' as const) : ('string' as const)
    return columns.find(({ name }) => name === key.column)?.type ?? ('string' as const)
  }

  function figureType(words: string) {
    const figure = figureIn(words)
    if (figure?.is !== 'min' && figure?.is !== 'max') return 'number' as const
    return columns.find(({ name }) => name === figure.column)?.type ?? ('number' as const)
  }
}

/** What the number of rows is called beside keys that may be called so themselves. */
function countName(by: string[]): string {
  let name = 'count'
  while (by.includes(name)) name = name === 'count' ? 'rows' : `${name}_`
  return name
}

type Head = Parameters<typeof writeXlsx>[0]['columns'][number] & { name: string }
type Cell = Group['keys'][number]

function bodyOf(
  format: Exclude<GroupsFormat, 'parquet'>,
  heads: Head[],
  rows: Cell[][],
  bom: boolean,
): ResourceReply['body'] {
  const objects = () => rows.map((cells) => Object.fromEntries(heads.map(({ name }, at) => [name, cells[at] ?? null])))
  if (format === 'json') return JSON.stringify(objects())
  if (format === 'ndjson')
    return objects()
      .map((one) => `${JSON.stringify(one)}\n`)
      .join('')
  if (format === 'csv')
    return Readable.from(
      csvFile(
        heads.map(({ title }) => title),
        Readable.from(rows),
        bom,
      ),
    )
  return Readable.from(writeXlsx({ name: 'Date', columns: heads, rows: Readable.from([rows]) }))
}

/** With the types of its columns; kept for who asks the same again. @param said with nothing left open */
async function parquetOf({ tables }: Context, { table, asked }: Explored, said: ToldGroups['said']) {
  const of = said.of.filter((words) => words !== 'count')
  const { asking } = groupQueryOf({ ...said, of })
  const names = [...said.by, countName(said.by), ...of]
  const hash = createHash('sha256')
    .update(JSON.stringify([table.columns, asked, said, FORM]))
    .digest('hex')
  // The table's hash stands before the first dot, so that what is taken down takes this along.
  const place = await tables.fileOf(`${table.sha256}.${hash.slice(0, 32)}.parquet`, (at) =>
    writeGroups(tables, table, { ...asked, ...asking, limit: MOST_GROUPS }, { names, place: at }),
  )
  const { body, contentType } = await fileAt(place, exportFormats.parquet.contentType)
  return { body, contentType }
}

/** Counted up when the bytes change. */
const FORM = 1
