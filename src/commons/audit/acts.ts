import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

export interface Act {
  id: string
  accountId: string | null
  by: string | null
  /** Of the program that did it in this person's name. */
  tokenId: string | null
  token: string | null
  role: string
  authority: Localised | null
  authoritySlug: string | null
  act: string
  subjectKind: string
  subjectId: string
  data: Record<string, unknown>
  at: Date
}

export interface ActFilter {
  accountId: string | null
  /** A whole act such as 'settings.change', or a room's with everything it does, such as 'settings'. */
  act: string | null
  subjectKind: string | null
  subjectId: string | null
  /** First instant, and the first one after the last. */
  since: Date | null
  until: Date | null
}

/** Acts that fit, newest first. */
export async function findActs(db: Db, filter: ActFilter, after: Cursor | null, limit: number): Promise<Act[]> {
  // Only the conditions that are asked for stand in the query, so that each combination gets a plan of its own.
  const { accountId, act, subjectKind, subjectId, since, until } = filter
  const conditions = [
    accountId !== null && sql`a.account_id = ${accountId}`,
    act?.includes('.') && sql`a.act = ${act}`,
    act && !act.includes('.') && sql`a.act >= ${`${act}.`} AND a.act < ${`${act}/`}`,
    subjectKind !== null && sql`a.subject_kind = ${subjectKind}`,
    subjectId !== null && sql`a.subject_id = ${subjectId}`,
    since !== null && sql`a.acted_at >= ${since}`,
    until !== null && sql`a.acted_at < ${until}`,
    after !== null && sql`(a.acted_at, a.id) < (${after.at}, ${after.id}::uuid)`,
  ].filter((one) => typeof one === 'object' && one !== null)
  const { rows } = await sql<Act>`
    SELECT a.id, a.account_id AS "accountId", p.name AS by, a.token_id AS "tokenId", t.name AS token, a.role, o.name AS authority, o.slug AS "authoritySlug", a.act,
      a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", a.data, a.acted_at AS at
    FROM audit.act a
    LEFT JOIN people.account p ON p.id = a.account_id
    LEFT JOIN people.api_token t ON t.id = a.token_id
    LEFT JOIN organisations.organisation o ON o.id = a.organisation_id
    WHERE ${conditions.length > 0 ? sql.join(conditions, sql` AND `) : sql`true`}
    ORDER BY a.acted_at DESC, a.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

/** Names of the acts that occur: jumps from one to the next in the index instead of reading every row. */
export async function actNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ act: string }>`
    WITH RECURSIVE name AS (
      (SELECT act FROM audit.act ORDER BY act LIMIT 1)
      UNION ALL
      SELECT (SELECT a.act FROM audit.act a WHERE a.act > name.act ORDER BY a.act LIMIT 1) FROM name WHERE name.act IS NOT NULL
    )
    SELECT act FROM name WHERE act IS NOT NULL`.execute(db)
  return rows.map(({ act }) => act)
}
