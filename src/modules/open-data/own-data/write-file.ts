import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { catalogueColumns, catalogueRows } from '#commons/datasets/catalogue-rows.ts'
import { asCell, type DatasetCell, type OwnDataset } from '#commons/datasets/dataset.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import { type Cell, csvRecord } from '#kernel/text/csv.ts'
import { findInText } from '../guard/detect/find-in-text.ts'

export interface Written {
  place: string
  rows: number
  /** The earliest day in it; null where it names none. */
  firstDay: PlainDay | null
}

/**
 * Writes a dataset as CSV, the same rows always as the same bytes. What people wrote freely, a title above all, may hold what looks like
 * somebody's data: such a cell stays empty, and the guard looks at the file all the same.
 *
 * @param folder in which it is written
 */
export async function writeFile(
  ctx: Context & { tx: Tx },
  { name, entry }: OwnDataset,
  folder: string,
): Promise<Written> {
  const written: Written = { place: path.join(folder, fileName(name)), rows: 0, firstDay: null }
  const columns = catalogueColumns(entry)
  async function* lines() {
    yield csvRecord(columns.map((column) => column.name))
    for await (const row of catalogueRows(ctx, name, entry)) {
      written.rows += 1
      row.forEach((cell, at) => {
        if (columns[at]?.type === 'day' && typeof cell === 'string' && (written.firstDay ?? cell) >= cell)
          written.firstDay = cell
      })
      yield csvRecord(row.map((cell, at) => (columns[at]?.type === 'text' ? ofNobody(cell) : asCell(cell))))
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(written.place, { mode: 0o640 }))
  return written
}

export const fileName = (name: string) => `${name}.csv`

function ofNobody(cell: DatasetCell): Cell {
  const text = asCell(cell)
  return typeof text === 'string' && findInText(text).hits.length > 0 ? null : text
}
