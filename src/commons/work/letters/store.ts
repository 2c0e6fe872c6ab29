import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'

export interface Official {
  accountId: string
  mailboxId: string
  roles: Role[]
}

/** Everybody who holds a role now, or those of these mailboxes. */
export async function officialsNow(db: Db, mailboxIds: string[] | null = null): Promise<Official[]> {
  const { rows } = await sql<Official>`
    SELECT a.id AS "accountId", a.mailbox_id AS "mailboxId",
      jsonb_agg(jsonb_build_object('name', r.role, 'placeKey', r.place_key, 'organisationId', r.organisation_id) ORDER BY r.id) AS roles
    FROM access.role r JOIN people.account a ON a.id = r.account_id
    WHERE r.ended_at IS NULL AND a.erased_at IS NULL
      AND (${mailboxIds}::uuid[] IS NULL OR a.mailbox_id = ANY(${mailboxIds}::uuid[]))
    GROUP BY a.id, a.mailbox_id ORDER BY a.id`.execute(db)
  return rows
}

export interface Waited {
  path: string
  count: number
  overdue: number
}

/** What waited when it was last looked at, before a day. */
export async function waitedBefore(db: Db, mailboxId: string, day: PlainDay): Promise<Map<string, Waited>> {
  const { rows } = await sql<Waited>`
    SELECT DISTINCT ON (path) path, count, overdue FROM work.waited
    WHERE mailbox_id = ${mailboxId} AND day < ${day} ORDER BY path, day DESC`.execute(db)
  return new Map(rows.map((one) => [one.path, one]))
}

/** The first look of a day stays, so that a round that is made again tells the same. */
export async function keepWaited(db: Db, mailboxId: string, day: PlainDay, waited: Waited[]): Promise<void> {
  await sql`
    INSERT INTO work.waited (mailbox_id, path, day, count, overdue)
    SELECT ${mailboxId}::uuid, path, ${day}::date, count, overdue
    FROM unnest(${waited.map(({ path }) => path)}::text[], ${waited.map(({ count }) => count)}::int[],
      ${waited.map(({ overdue }) => overdue)}::int[]) AS row (path, count, overdue)
    ON CONFLICT ON CONSTRAINT waited_once_a_day DO NOTHING`.execute(db)
}

export async function forgetWaited(db: Db, before: PlainDay): Promise<void> {
  await sql`DELETE FROM work.waited WHERE day < ${before}`.execute(db)
}
