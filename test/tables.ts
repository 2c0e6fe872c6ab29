import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { writeTable } from '#modules/open-data/engine/write-table.ts'
import { findPublicTable, type PublicTable } from '#modules/open-data/store.ts'
import type { Column, ColumnType } from '#modules/open-data/table-schema.ts'
import type { TestApp } from './app.ts'
import { authorityId } from './people.ts'

/** A column that holds what its texts are, written as the house writes it. */
export function columnOf(name: string, type: ColumnType, more: Partial<Column> = {}): Column {
  const patterns: Partial<Record<ColumnType, string>> = {
    date: 'yyyy-mm-dd',
    datetime: 'yyyy-mm-dd hh:mm:ss',
    time: 'hh:mm:ss',
  }
  const pattern = patterns[type]
  const format = {
    ...(type === 'number' && { decimal: '.' as const }),
    ...(type === 'boolean' && { words: ['true', 'false'] as [string, string] }),
    ...(pattern && { pattern }),
  }
  return { name, title: name, type, format, missing: 0, missingMarks: [], ...more }
}

/** The texts of a table as the reading leaves them. */
export function spoolOf(rows: string[][]): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((row, at) => `${[String(at + 2), ...row].map(cell).join(',')}\n`).join('')
}

/** A Parquet file of some rows, kept by the app, as the process that reads files makes it. */
export async function keepTable(
  app: TestApp,
  columns: Column[],
  rows: string[][],
): Promise<Pick<PublicTable, 'sha256' | 'size' | 'rows' | 'rejected' | 'columns'>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-table-'))
  try {
    const [spool, parquet, rejects] = ['spool', 'parquet', 'rejects'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(spool, spoolOf(rows))
    const counted = await writeTable({ spool, columns, parquet, rejects, rows: rows.length, memoryMb: 256 })
    const known = columns.map((column, at) => ({ ...column, missing: rows.filter((row) => row[at] === '').length }))
    return {
      ...(await app.services.files.putFile(parquet)),
      rows: counted.rows,
      rejected: counted.rejectedCells,
      columns: known,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A published dataset with a table, as if an institution had sent its file; the first table of a distribution has its id. */
export async function publishTable(
  app: TestApp,
  name: string,
  columns: Column[],
  rows: string[][],
): Promise<PublicTable> {
  const kept = await keepTable(app, columns, rows)
  const now = app.clock.now()
  const { db } = app.services
  const [dataset, id, version] = [newId(now), newId(now), newId(now)]
  const organisation = await authorityId(app, 'primaria-balti')
  const title = JSON.stringify({ ro: `Setul ${name}`, ru: `Набор ${name}`, en: `Dataset ${name}` })
  await sql`
    INSERT INTO open_data.dataset (id, name, organisation_id, state, title, description, keywords, themes, licence, created_at, modified_at, published_at)
    VALUES (${dataset}, ${name}, ${organisation}, 'published', ${title}, '{"ro": "Descriere"}', '{"ro": ["școli", "elevi"]}', '{EDUC}', 'cc-by', ${now}, ${now}, ${now})`.execute(
    db,
  )
  await sql`
    INSERT INTO open_data.distribution (id, dataset_id, position, title, format, created_at, modified_at)
    VALUES (${id}, ${dataset}, 1, ${title}, 'CSV', ${now}, ${now})`.execute(db)
  await sql`
    INSERT INTO open_data.version (id, distribution_id, seq, file_name, sha256, size, state, created_at, read_at, published_at)
    VALUES (${version}, ${id}, 1, 'fișier.csv', ${kept.sha256}, 1, 'published', ${now}, ${now}, ${now})`.execute(db)
  await sql`INSERT INTO open_data.data_table (id, distribution_id, sheet, position) VALUES (${id}, ${id}, '', 1)`.execute(
    db,
  )
  await sql`
    INSERT INTO open_data.table_version (version_id, table_id, sheet, position, rows, rejected, columns, sha256, size)
    VALUES (${version}, ${id}, '', 1, ${kept.rows}, ${kept.rejected}, ${JSON.stringify(kept.columns)}, ${kept.sha256}, ${kept.size})`.execute(
    db,
  )
  await sql`UPDATE open_data.distribution SET current_version_id = ${version} WHERE id = ${id}`.execute(db)
  return (await findPublicTable(db, id)) as PublicTable
}
