import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

export interface StoredValue {
  key: string
  from: PlainDay
  value: unknown
  reason: string
  organisationId: string | null
  slug: string | null
  name: Localised | null
  by: string | null
  at: Date
}

/** Every value that somebody set, newest day first; of several for one day the last one set comes first and holds. */
export async function storedValues(db: Db | Tx, key: string | null = null): Promise<StoredValue[]> {
  const { rows } = await sql<StoredValue>`
    SELECT v.key, v.from_on AS "from", v.value, v.reason, v.organisation_id AS "organisationId", o.slug, o.name, a.name AS by, v.set_at AS at
    FROM settings.value v
    LEFT JOIN organisations.organisation o ON o.id = v.organisation_id
    LEFT JOIN people.account a ON a.id = v.set_by
    WHERE ${key}::text IS NULL OR v.key = ${key}
    ORDER BY v.from_on DESC, v.set_at DESC, v.id DESC`.execute(db)
  return rows
}

/** Whether each value holds on a day, will, or did. `rows` as {@link storedValues} orders them. */
export function stateOn(rows: StoredValue[], day: PlainDay): ('holds' | 'coming' | 'past')[] {
  const found = new Set<string>()
  return rows.map(({ key, organisationId, from }) => {
    if (from > day) return 'coming'
    const whose = `${key} ${organisationId}`
    if (found.has(whose)) return 'past'
    found.add(whose)
    return 'holds'
  })
}
