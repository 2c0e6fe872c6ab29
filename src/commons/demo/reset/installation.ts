import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What a database remembers of being a demo. */
export interface DemoInstallation {
  /** When it was last filled. */
  filledAt: Date
  resetAskedAt: Date | null
  resetBegunAt: Date | null
}

export async function findInstallation(db: Db | Tx): Promise<DemoInstallation | undefined> {
  const { rows } = await sql<DemoInstallation>`
    SELECT filled_at AS "filledAt", reset_asked_at AS "resetAskedAt", reset_begun_at AS "resetBegunAt" FROM demo.installation`.execute(
    db,
  )
  return rows[0]
}

/**
 * Marks a database as a demo, but only an empty one: where an authority, a mailbox or a public entry is, somebody may have begun in
 * earnest, and PUNTE_DEMO may be on by mistake. The first filling is marked as a reset that has begun: cut off, it is told anew
 * like one, and no half of it is taken for the whole.
 *
 * @returns whether it was marked now, so that the caller fills it and says {@link endReset}
 */
export async function markDemo(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO demo.installation (filled_at, reset_asked_at, reset_begun_at)
    SELECT ${now}, ${now}, ${now} WHERE NOT EXISTS (SELECT 1 FROM organisations.organisation) AND NOT EXISTS (SELECT 1 FROM people.mailbox)
      AND NOT EXISTS (SELECT 1 FROM ledger.entry)
    ON CONFLICT DO NOTHING RETURNING single`.execute(db)
  return rows.length > 0
}

/** Started without PUNTE_DEMO once, a database is a demo no more, whatever is set later. */
export async function unmarkDemo(db: Db): Promise<void> {
  await sql`DELETE FROM demo.installation`.execute(db)
}

/** Asked twice it is asked once. @returns whether this database may be put back at all */
export async function askReset(tx: Tx, now: Date): Promise<boolean> {
  const { rows } = await sql`
    UPDATE demo.installation SET reset_asked_at = coalesce(reset_asked_at, ${now}) RETURNING single`.execute(tx)
  return rows.length > 0
}

/** Takes back what was asked and has not begun. */
export async function withdrawReset(db: Db): Promise<void> {
  await sql`UPDATE demo.installation SET reset_asked_at = NULL WHERE reset_begun_at IS NULL`.execute(db)
}

/** Begins what was asked, or goes on with what a process that is gone had begun. @returns since when, or null when nothing was asked */
export async function beginReset(db: Db, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ since: Date }>`
    UPDATE demo.installation SET reset_begun_at = coalesce(reset_begun_at, ${now}) WHERE reset_asked_at IS NOT NULL
    RETURNING reset_begun_at AS since`.execute(db)
  return rows[0]?.since ?? null
}

export async function endReset(db: Db, now: Date): Promise<void> {
  await sql`UPDATE demo.installation SET filled_at = ${now}, reset_asked_at = NULL, reset_begun_at = NULL`.execute(db)
}
