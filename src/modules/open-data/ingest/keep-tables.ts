import { stat } from 'node:fs/promises'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { holdBytes } from '../recall/copies-store.ts'
import type { Found, WrittenTable } from './reader/protocol.ts'
import { addVersionTable, type KnownTable, keepDataTable, knownTablesOf } from './store.ts'
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

/**
 * Between keeping a file and naming it, somebody may have recalled the same bytes, and a worker cleared them.
 *
 * @returns false where one of the files is gone: the version is to be read again
 */
export async function holdKept(
  tx: Tx,
  { files }: Pick<Services, 'files'>,
  tables: readonly PutTable[],
): Promise<boolean> {
  const hashes = new Set(tables.flatMap(({ sha256, report }) => (report === null ? [sha256] : [sha256, report])))
  for (const hash of [...hashes].toSorted()) {
    await holdBytes(tx, hash)
    if (!(await files.has(hash))) return false
  }
  return true
}

/** Writes which tables a version has. */
export async function keepTables(tx: Tx, version: Version, tables: PutTable[], now: Date): Promise<void> {
  const { distributionId } = version
  const known = await knownTablesOf(tx, distributionId)
  const sheets = tables.map(({ sheet }) => sheet)
  const ids = idsOf(distributionId, known, sheets, now)
  for (const [position, table] of tables.entries()) {
    const id = ids[position] as string
    await keepDataTable(tx, { id, distributionId, sheet: table.sheet, position })
    await addVersionTable(tx, version.id, { id, ...table }, position)
  }
}

/**
 * Which tables of a distribution the sheets of a file are. By name first; the others were renamed: in order they are the tables of now that no
 * sheet is called after. The first sheet is the distribution's own table if that is free, because programs ask for it by the distribution's id.
 *
 * @param known those of now first, in their order
 */
export function idsOf(
  distributionId: string,
  known: readonly KnownTable[],
  sheets: readonly string[],
  now: Date,
): string[] {
  const byName = new Map<string, string>()
  for (const { id, sheet } of known) if (sheets.includes(sheet) && !byName.has(sheet)) byName.set(sheet, id)
  const named = new Set(byName.values())
  // The first one of all has this id, and a table that was left out once may come back.
  const first = !named.has(distributionId) && !byName.has(sheets[0] as string) ? [distributionId] : []
  const free = new Set([
    ...first,
    ...known.filter(({ id, isNow }) => isNow && !named.has(id)).map(({ id }) => id),
  ]).values()
  return sheets.map((sheet) => byName.get(sheet) ?? free.next().value ?? newId(now))
}
