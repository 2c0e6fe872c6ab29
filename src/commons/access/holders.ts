import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { RoleName } from './permit.ts'

/** Mailboxes of those who hold a role now, for letters that only they should get. */
export async function mailboxesWithRole(db: Db | Tx, role: RoleName): Promise<{ to: string; lang: Lang }[]> {
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT DISTINCT m.address AS to, a.lang
    FROM access.role r JOIN people.account a ON a.id = r.account_id JOIN people.mailbox m ON m.id = a.mailbox_id
    WHERE r.role = ${role} AND r.ended_at IS NULL AND m.address IS NOT NULL ORDER BY m.address`.execute(db)
  return rows
}

/** Mailboxes of the officers of an organisation, for letters that concern its work. */
export async function officersOf(db: Db | Tx, organisationId: string): Promise<{ to: string; lang: Lang }[]> {
  const { rows } = await sql<{ to: string; lang: Lang }>`
    SELECT DISTINCT m.address AS to, a.lang
    FROM access.role r JOIN people.account a ON a.id = r.account_id JOIN people.mailbox m ON m.id = a.mailbox_id
    WHERE r.organisation_id = ${organisationId} AND r.role = 'officer' AND r.ended_at IS NULL AND m.address IS NOT NULL
    ORDER BY m.address`.execute(db)
  return rows
}

/** Organisations that an account serves as an officer, or served at any moment after `since`. */
export async function organisationsServed(db: Db | Tx, accountId: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT organisation_id AS id FROM access.role
    WHERE account_id = ${accountId} AND role = 'officer' AND (ended_at IS NULL OR ended_at > ${since})`.execute(db)
  return rows.map(({ id }) => id)
}
