import type { Db } from '#kernel/database/database.ts'
import { isId } from '#kernel/ids.ts'
import { findDataset, findPublicTable, type PublicTable, publicTablesOf } from '../store.ts'
import { BadSql } from './fault.ts'

/** A question joins so many tables at most. */
const MOST_TABLES = 10

/** `id`, `dataset` or `dataset/2`, each also of a version: `id@3`. */
const NAME = /^([^@/]{1,100})(?:\/([1-9]\d{0,4}))?(?:@([1-9]\d{0,5}))?$/

/**
 * The public tables that a question names, by the names it has for them in small letters.
 *
 * @throws BadSql for a name of no public table, or of a dataset of several
 */
export async function findTables(db: Db, names: string[]): Promise<Map<string, PublicTable>> {
  const different = [...new Set(names.map((name) => name.toLowerCase()))]
  if (different.length > MOST_TABLES) throw new BadSql({ fault: 'too-many-tables', most: MOST_TABLES })
  const found = new Map<string, PublicTable>()
  for (const name of different) found.set(name, await findTable(db, name))
  return found
}

async function findTable(db: Db, name: string): Promise<PublicTable> {
  const [, whose = '', position, version] = NAME.exec(name) ?? []
  const seq = version === undefined ? undefined : Number(version)
  const isOfId = isId(whose) && position === undefined
  const id = isOfId ? whose : await idInDataset(db, name, whose, position)
  const table = id ? await findPublicTable(db, id, seq) : undefined
  if (!table) throw new BadSql({ fault: 'no-table', name: name.slice(0, 100) })
  return table
}

/** Tables of a dataset are counted in the order of its page; the only one needs no number. */
async function idInDataset(
  db: Db,
  name: string,
  whose: string,
  position: string | undefined,
): Promise<string | undefined> {
  const dataset = whose ? await findDataset(db, whose) : undefined
  const tables = dataset ? await publicTablesOf(db, dataset.id) : []
  if (position !== undefined) return tables[Number(position) - 1]?.id
  if (tables.length > 1) throw new BadSql({ fault: 'which-table', name: name.slice(0, 100), count: tables.length })
  return tables[0]?.id
}
