import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services, Viewer, WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { findAccount } from '../accounts.ts'
import { addressOf, demoPeople } from './people.ts'

/** A demo person as they ask after having signed in, with the roles that the story needs. */
export async function demoViewer(services: Services, key: string, roles: Role[] = []): Promise<Viewer> {
  const person = demoPeople.find((one) => one.key === key)
  const accountId = person && (await findAccount(services.db, services.secrets.person, addressOf(person)))
  if (!accountId) throw new Error(`no demo person ${key}`)
  const { rows } = await sql<{ mailboxId: string }>`
    SELECT mailbox_id AS "mailboxId" FROM people.account WHERE id = ${accountId}`.execute(services.db)
  return {
    accountId,
    mailboxId: rows[0]?.mailboxId as string,
    name: person.name,
    level: 'signed',
    roles,
    secondFactor: true,
  }
}

/** An act of somebody at some time, in one transaction: a demo is told by the same use-cases that people use. */
export function actAs<T>(
  services: Services,
  { viewer, lang, now }: { viewer: Viewer; lang: Lang; now: Date },
  work: (ctx: WriteContext) => Promise<T>,
): Promise<T> {
  const cookies = { get: () => undefined, set: () => {}, clear: () => {} }
  return transact(services.db, (tx) =>
    work({ ...services, clock: { now: () => now }, now, lang, viewer, source: '', tx, cookies }),
  )
}
