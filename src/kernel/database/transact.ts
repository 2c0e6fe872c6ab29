import type { Db, Tx } from './database.ts'

type LastStatement = (tx: Tx) => Promise<void>
const lastStatements = new WeakMap<Tx, Map<string, LastStatement>>()
const endings = new WeakMap<Tx, Map<string, LastStatement>>()
const slots = new WeakMap<Db, { free: number; waiting: (() => void)[] }>()

/** Runs work in one transaction: all of it is kept, or none. What {@link atEnd} was told runs after it, and what {@link lastly} was told at the very end. */
export async function transact<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const leave = await enter(db)
  try {
    return await db.transaction().execute(async (tx) => {
      const last = new Map<string, LastStatement>()
      const ending = new Map<string, LastStatement>()
      lastStatements.set(tx, last)
      endings.set(tx, ending)
      const result = await work(tx)
      for (const statement of ending.values()) await statement(tx)
      for (const statement of last.values()) await statement(tx)
      return result
    })
  } finally {
    leave()
  }
}

/** Does something once a name when the act has written all it writes: what is derived from the whole of it. */
export function atEnd(tx: Tx, name: string, statement: LastStatement): void {
  const ending = endings.get(tx)
  if (!ending) throw new Error('atEnd() needs a transaction opened by transact()')
  if (!ending.has(name)) ending.set(name, statement)
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

/**
 * At most `max` transactions at once, fewer than there are connections. An act may run a statement beside its transaction
 * (a limit counts refused acts too); if transactions could take every connection, all would wait for one that none gives back.
 */
export function limitTransactions(db: Db, max: number): void {
  slots.set(db, { free: max, waiting: [] })
}

async function enter(db: Db): Promise<() => void> {
  const slot = slots.get(db)
  if (!slot) return () => {}
  if (slot.free > 0) slot.free -= 1
  else await wait(slot.waiting)
  return () => {
    const next = slot.waiting.shift()
    if (next) next()
    else slot.free += 1
  }
}

/** As long as for a connection, and with the same words. */
function wait(waiting: (() => void)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => {
      waiting.splice(waiting.indexOf(enter), 1)
      reject(new Error('timeout exceeded when trying to connect'))
    }, 5_000)
    const enter = () => {
      clearTimeout(timeout)
      resolve()
    }
    waiting.push(enter)
  })
}
