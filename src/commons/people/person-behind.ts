import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'

/** What an act in a person's own name needs of the account: never shown to anybody but the person. */
export interface PersonBehind {
  address: string
  lang: Lang
  name: string | null
  placeKey: string | null
  /** Keyed hash of the personal number; null until an electronic identity gave it. */
  personKey: Buffer | null
}

/** The person behind an account. @throws Error when the account is gone: its sessions end with it */
export async function personBehind(db: Db | Tx, accountId: string): Promise<PersonBehind> {
  const person = (await peopleBehind(db, [accountId])).get(accountId)
  if (!person) throw new Error('no such account')
  return person
}

/** The people behind accounts, by their ids; those of accounts that are gone are missing. */
export async function peopleBehind(db: Db | Tx, accountIds: string[]): Promise<Map<string, PersonBehind>> {
  const { rows } = await sql<PersonBehind & { id: string }>`
    SELECT a.id, m.address, a.lang, a.name, a.place_key AS "placeKey", a.person_key AS "personKey"
    FROM people.account a JOIN people.mailbox m ON m.id = a.mailbox_id
    WHERE a.id = ANY(${accountIds}::uuid[]) AND a.erased_at IS NULL AND m.address IS NOT NULL`.execute(db)
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}
