import { Readable } from 'node:stream'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { csvFile } from '#kernel/text/csv.ts'
import { exactInteger } from '../engine/exact-integer.ts'
import type { Cell } from '../engine/table-query.ts'
import { writeXlsx } from '../workbook/write-xlsx.ts'
import { askSql, type SqlAnswer } from './ask-sql.ts'

export const answerFormats = {
  csv: { contentType: 'text/csv; charset=utf-8', write: asCsv },
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: asXlsx },
  json: { contentType: 'application/json; charset=utf-8', write: asJson },
} as const
export type AnswerFormat = keyof typeof answerFormats

/** The whole answer to a question as a file. @throws BadSql, TooMany, Busy */
export async function downloadAnswer(
  ctx: Context,
  { q: sql, bom }: { q: string; bom: boolean },
  format: AnswerFormat,
): Promise<ResourceReply> {
  const { contentType, write } = answerFormats[format]
  const answer = await askSql(ctx, sql)
  return {
    body: write(sql, answer, bom),
    contentType,
    fileName: `sql.${format}`,
    headers: { 'access-control-allow-origin': '*', ...(answer.truncated && { 'x-truncated': 'true' }) },
  }
}

/** Whoever makes a link chooses what stands in the file, so nothing in it is a formula. */
function asCsv(_sql: string, { columns, rows }: SqlAnswer, bom: boolean): Readable {
  return Readable.from(
    csvFile(
      columns.map(({ name }) => name),
      oneByOne(rows),
      bom,
    ),
  )
}

function asXlsx(_sql: string, { columns, rows }: SqlAnswer): Readable {
  return Readable.from(
    writeXlsx({
      name: 'SQL',
      columns: columns.map(({ name, type }) => ({ title: name, type: type === 'json' ? 'string' : type })),
      rows: all(rows),
    }),
  )
}

function asJson(sql: string, { columns, rows, truncated, pinned, tables }: SqlAnswer): string {
  return JSON.stringify({
    sql,
    pinned,
    tables: [...tables].map(([name, { id, seq, dataset }]) => ({ name, id, seq, dataset })),
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: rows.map((row) => recordOf(columns, row)),
    truncated,
  })
}

/** A row by the names of its columns; whole numbers with all their digits, lists and records as such. */
export function recordOf(columns: SqlAnswer['columns'], row: Cell[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ name, type }, at) => {
      const cell = row[at] ?? null
      if (type === 'json') return [name, cell === null ? null : JSON.parse(String(cell))]
      return [name, type === 'integer' ? exactInteger(cell) : cell]
    }),
  )
}

async function* oneByOne(rows: Cell[][]): AsyncIterable<Cell[]> {
  yield* rows
}

async function* all(rows: Cell[][]): AsyncIterable<Cell[][]> {
  yield rows
}
