import type { DuckDBConnection } from '@duckdb/node-api'
import type { Fault } from '../fault.ts'
import { NotAllowed, tablesInTree } from '../statement/read-tree.ts'
import type { NamedTable } from './protocol.ts'
import { sayError } from './say-error.ts'

/** Why a question is not answered, on its way out of the runner. */
export class Faulty extends Error {
  readonly what: Fault

  constructor(what: Fault) {
    super(what.fault)
    this.what = what
  }
}

/**
 * The tables that a statement asks; nothing of it is run.
 *
 * @param connection of a DuckDB that has nothing in it
 * @throws Faulty for what is not one SELECT, and for what nobody may ask
 */
export async function readQuestion(connection: DuckDBConnection, sql: string): Promise<NamedTable[]> {
  const tree = await treeOf(connection, sql)
  const { statements } = tree
  if (statements.length !== 1) throw new Faulty({ fault: 'several', count: statements.length })
  try {
    return tablesInTree(statements[0])
  } catch (error) {
    if (error instanceof NotAllowed) throw new Faulty({ fault: error.what, name: error.named })
    if (error instanceof RangeError) throw new Faulty({ fault: 'too-deep' })
    throw error
  }
}

async function treeOf(connection: DuckDBConnection, sql: string): Promise<{ statements: unknown[] }> {
  const result = await connection.run('SELECT json_serialize_sql($1::VARCHAR)', [sql])
  const [[text] = []] = await result.getRowsJS()
  const tree = JSON.parse(String(text))
  if (!tree.error) return tree
  if (tree.error_type !== 'parser') throw new Faulty({ fault: 'not-a-question' })
  const at = tree.position === undefined ? null : Number(tree.position)
  throw new Faulty({ fault: 'syntax', detail: sayError(String(tree.error_message)), at })
}
