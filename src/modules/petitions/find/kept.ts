import type { Db } from '#kernel/database/database.ts'
import { keepNewest } from '#kernel/keep-newest.ts'

interface Entry<T> {
  value: Promise<T>
  untilMs: number
}

/** One installation is one database; tests run several in one process. */
const stores = new WeakMap<Db, Map<string, Entry<unknown>>>()
const MOST = 300

/**
 * Makes something dear at most once in `seconds`, and once at a time: a crowd that opens a shared link costs one drawing.
 * What fails is not kept.
 */
export function kept<T>(db: Db, key: string, now: Date, seconds: number, make: () => Promise<T>): Promise<T> {
  const store = stores.get(db) ?? new Map<string, Entry<unknown>>()
  stores.set(db, store)
  const entry = store.get(key) as Entry<T> | undefined
  if (entry && entry.untilMs > now.getTime()) return entry.value
  const value = make()
  store.delete(key)
  store.set(key, { value, untilMs: now.getTime() + seconds * 1000 })
  value.catch(() => {
    if (store.get(key)?.value === value) store.delete(key)
  })
  keepNewest(store, MOST)
  return value
}
