import { stat } from 'node:fs/promises'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Found, WrittenTable } from './reader/protocol.ts'
import { addVersionTable, dataTablesOf, keepDataTable } from './store.ts'
import type { Version } from './version.ts'

/** A table whose files are kept. */
export type PutTable = Omit<WrittenTable, 'parquet' | 'rejects'> & {
  sha256: string
  size: number
  report: string | null
}

/** Keeps the files that a run wrote; nothing names them before {@link keepTables}. */
export async function putTables({ files }: Pick<Services, 'files'>, { tables }: Found): Promise<PutTable[]> {
  const put: PutTable[] = []
  for (const { parquet, rejects, ...table } of tables) {
    const kept = await files.putFile(parquet)
    const { size } = await stat(rejects).catch(() => ({ size: 0 }))
    const report = size > 0 ? (await files.putFile(rejects)).sha256 : null
    put.push({ ...table, ...kept, report })
  }
  return put
}

/** Writes which tables a version has. */
export async function keepTables(tx: Tx, version: Version, tables: PutTable[], now: Date): Promise<void> {
  const known = await dataTablesOf(tx, version.distributionId)
  const ids = idsOf(
    version.distributionId,
    known,
    tables.map(({ sheet }) => sheet),
    now,
  )
  for (const [position, { sheet, ...table }] of tables.entries()) {
    const id = ids[position] as string
    await keepDataTable(tx, { id, distributionId: version.distributionId, sheet, position })
    await addVersionTable(tx, version.id, { id, ...table })
  }
}

/**
 * Which tables of a distribution the sheets of a file are. By name; what is new to a file whose first sheet was renamed is the first table,
 * because programs ask for that by the distribution's id.
 */
export function idsOf(
  distributionId: string,
  known: readonly { id: string; sheet: string }[],
  sheets: readonly string[],
  now: Date,
): string[] {
  const byName = new Map(known.map(({ id, sheet }) => [sheet, id]))
  const isFirstFree = !known.some(({ id, sheet }) => id === distributionId && sheets.includes(sheet))
  return sheets.map((sheet, at) => byName.get(sheet) ?? (at === 0 && isFirstFree ? distributionId : newId(now)))
}
