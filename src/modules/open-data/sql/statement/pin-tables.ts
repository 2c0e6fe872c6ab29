import { quoted } from '../../engine/duckdb.ts'
import type { NamedTable } from '../runner/protocol.ts'

/** A name as it stands in a statement: in quotes, or a word. */
const WRITTEN = /^(?:"(?:[^"]|"")*"|[\p{L}\p{N}_$]+)/u

/**
 * The statement with other names for its tables. Whatever in it still says the old name goes on meaning the same.
 *
 * @param nameOf the new name by the old one
 */
export function pinTables(sql: string, tables: NamedTable[], nameOf: (name: string) => string): string {
  const bytes = Buffer.from(sql)
  let pinned = ''
  let done = 0
  for (const { name, at, aliased } of tables.toSorted((a, b) => a.at - b.at)) {
    const [written = ''] = WRITTEN.exec(bytes.subarray(at).toString()) ?? []
    const isThere =
      (written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written).toLowerCase() ===
      name.toLowerCase()
    if (!isThere || at < done) continue
    pinned += bytes.subarray(done, at).toString() + quoted(nameOf(name)) + (aliased ? '' : ` AS ${quoted(name)}`)
    done = at + Buffer.byteLength(written)
  }
  return pinned + bytes.subarray(done).toString()
}
