import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { accountOf } from '../accounts.ts'
import { sessionsOf } from '../sessions.ts'
import type { PersonalData } from './personal-data.ts'

/** What this part keeps: the address, the account, sessions, tokens. */
export const peopleData: PersonalData = {
  name: 'people.account',
  what: 'people.data.account',
  why: 'people.data.account.why',
  kept: { key: 'people.data.account.long' },
  erased: 'people.data.account.erased',
  async export(ctx, _mailboxId, accountId) {
    const account = await accountOf(ctx.db, accountId)
    const sessions = await sessionsOf(ctx.db, accountId, ctx.now)
    return {
      ...account,
      sessions: sessions.map(({ device, createdAt, seenAt }) => ({ device, createdAt, seenAt })),
      tokens: await tokensOf(ctx.db, accountId),
      roles: await rolesOf(ctx.db, accountId),
    }
  },
  erase: erasePerson,
}

async function tokensOf(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT name, scopes, created_at AS "createdAt", expires_at AS "expiresAt", ended_at AS "endedAt" FROM people.api_token
    WHERE account_id = ${accountId} ORDER BY created_at`.execute(db)
  return rows
}

async function rolesOf(db: Db, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT r.role, r.place_key AS "placeKey", r.granted_at AS "grantedAt", r.ended_at AS "endedAt" FROM access.role r
    WHERE r.account_id = ${accountId} ORDER BY r.granted_at`.execute(db)
  return rows
}

/**
 * Ids stay, for what refers to them stays true; what they led to is gone. The mailbox's key becomes random: kept, it would let anybody
 * with the installation's key test whether an address was here. Who comes back later begins anew.
 */
async function erasePerson(tx: Tx, mailboxId: string, accountId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ address: string | null; address_key: Buffer }>`
    SELECT address, address_key FROM people.mailbox WHERE id = ${mailboxId} FOR UPDATE`.execute(tx)
  const held = rows[0]
  if (held?.address) {
    await sql`DELETE FROM kernel.mail WHERE lower(to_address) = lower(${held.address})`.execute(tx)
    await sql`DELETE FROM people.sign_in WHERE address_key = ${held.address_key}`.execute(tx)
  }
  await sql`DELETE FROM kernel.idempotency_key WHERE principal = ${accountId}`.execute(tx)
  await sql`DELETE FROM people.second_factor WHERE account_id = ${accountId}`.execute(tx)
  await sql`DELETE FROM people.api_token WHERE account_id = ${accountId}`.execute(tx)
  await sql`DELETE FROM people.session WHERE account_id = ${accountId}`.execute(tx)
  await sql`
    UPDATE people.account SET name = NULL, place_key = NULL, person_key = NULL, erased_at = coalesce(erased_at, ${now})
    WHERE id = ${accountId}`.execute(tx)
  await sql`
    UPDATE people.mailbox SET address = NULL, address_key = ${randomBytes(32)}, erased_at = coalesce(erased_at, ${now})
    WHERE id = ${mailboxId}`.execute(tx)
}
