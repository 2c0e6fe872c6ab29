import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** At most `max` in `seconds`, counted in PostgreSQL so that it holds across processes. */
export interface Limit {
  name: string
  max: number
  seconds: number
}

/** Until it is said otherwise of this process alone. */
let sourceKey: Buffer = randomBytes(32)

/** With what sources are hashed: the same in all processes of an installation. An IPv4 address is found from a hash without a key by trying all. */
export function hashSourcesWith(key: Buffer): void {
  sourceKey = key
}

/**
 * Counts one attempt of a source against a limit. The source is hashed with a key: the table tells nobody's address.
 *
 * @returns null when within the limit, else seconds until the window ends
 */
export async function countAgainst(db: Db, limit: Limit, source: string, now: Date): Promise<number | null> {
  const [over = null] = await countEachAgainst(db, [{ limit, source }], now)
  return over
}

/**
 * The same for many attempts in one statement: each counts, in the order given, also where several are of one source.
 *
 * @returns for each attempt what {@link countAgainst} returns
 */
export async function countEachAgainst(
  db: Db,
  attempts: { limit: Limit; source: string }[],
  now: Date,
): Promise<(number | null)[]> {
  if (attempts.length === 0) return []
  const windows = new Map<string, { name: string; hashed: Buffer; startsAt: Date; endsAt: Date; times: number }>()
  const counted = attempts.map(({ limit, source }) => {
    const { startsAt, endsAt } = windowOf(limit, now)
    const hashed = createHmac('sha256', sourceKey).update(source).digest().subarray(0, 16)
    const key = `${limit.name} ${hashed.toString('base64')}`
    const window = windows.get(key) ?? { name: limit.name, hashed, startsAt, endsAt, times: 0 }
    windows.set(key, window)
    window.times += 1
    return { key, nth: window.times, limit, endsAt }
  })
  const totals = await addTo(db, [...windows.entries()])
  return counted.map(({ key, nth, limit, endsAt }) => {
    const { times } = windows.get(key) as { times: number }
    const count = (totals.get(key) ?? 0) - times + nth
    return count > limit.max ? Math.ceil((endsAt.getTime() - now.getTime()) / 1000) : null
  })
}

function windowOf({ seconds }: Limit, now: Date): { startsAt: Date; endsAt: Date } {
  const startsAt = new Date(Math.floor(now.getTime() / (seconds * 1000)) * seconds * 1000)
  return { startsAt, endsAt: new Date(startsAt.getTime() + seconds * 1000) }
}

/** @returns by key how often it was counted in its window, these times included */
async function addTo(
  db: Db,
  windows: [string, { name: string; hashed: Buffer; startsAt: Date; endsAt: Date; times: number }][],
): Promise<Map<string, number>> {
  const of = windows.map(([, window]) => window)
  // In one order, so that two of these never wait for each other in a circle.
  const { rows } = await sql<{ rule: string; source: Buffer; count: number }>`
    INSERT INTO kernel.limit_window AS w (rule, source, starts_at, ends_at, count)
    SELECT rule, source, starts_at, ends_at, times
    FROM unnest(${of.map((one) => one.name)}::text[], ${of.map((one) => one.hashed)}::bytea[], ${of.map((one) => one.startsAt)}::timestamptz[],
      ${of.map((one) => one.endsAt)}::timestamptz[], ${of.map((one) => one.times)}::integer[]) AS row (rule, source, starts_at, ends_at, times)
    ORDER BY rule, source
    ON CONFLICT (rule, source, starts_at) DO UPDATE SET count = w.count + excluded.count RETURNING rule, source, count`.execute(
    db,
  )
  return new Map(rows.map(({ rule, source, count }) => [`${rule} ${source.toString('base64')}`, count]))
}

/** Forgets windows that are over. */
export async function forgetOldWindows(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM kernel.limit_window WHERE ends_at < ${now}`.execute(db)
}
