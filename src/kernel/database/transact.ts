import type { Db, Tx } from './database.ts'

type LastStatement = (tx: Tx) => Promise<void>
const lastStatements = new WeakMap<Tx, Map<string, LastStatement>>()

/** Runs work in one transaction: all of it is kept, or none. What {@link lastly} was told runs at the very end. */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const last = new Map<string, LastStatement>()
    lastStatements.set(tx, last)
    const result = await work(tx)
    for (const statement of last.values()) await statement(tx)
    return result
  })
}

/**
 * Puts a statement at the end of the transaction, once a name. For what takes a lock that everybody needs (the ledger's
 * next index): the later it is taken, the shorter the others wait.
 */
export function lastly(tx: Tx, name: string, statement: LastStatement): void {
  const last = lastStatements.get(tx)
  if (!last) throw new Error('lastly() needs a transaction opened by transact()')
  if (!last.has(name)) last.set(name, statement)
}
