import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import { SESSION_COOKIE } from '#commons/people/identify.ts'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { personKeyOf } from '#commons/people/person-key.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import type { TestApp } from './app.ts'

export interface TestPerson {
  accountId: string
  mailboxId: string
  /** Goes into a request as its headers. */
  headers: { cookie: string }
}

/** Somebody with an open session, as after sign-in (and second factor when there are roles). */
export async function signedIn(
  app: TestApp,
  person: {
    name: string
    email: string
    roles?: Partial<Role>[]
    level?: 'email' | 'strong' | 'signed'
    secondFactor?: boolean
  },
): Promise<TestPerson> {
  const now = app.clock.now()
  const { roles = [], level = 'email', secondFactor = true } = person
  return transact(app.services.db, async (tx) => {
    const [mailboxId] = await keepMailboxes(
      tx,
      app.services.secrets.person,
      [{ address: person.email, lang: 'ro' }],
      now,
    )
    const { rows } = await sql<{ id: string }>`
      INSERT INTO people.account AS a (id, mailbox_id, name, lang, created_at) VALUES (${newId(now)}, ${mailboxId}, ${person.name}, 'ro', ${now})
      ON CONFLICT (mailbox_id) DO UPDATE SET name = excluded.name RETURNING id`.execute(tx)
    const accountId = rows[0]?.id as string
    for (const role of roles)
      await sql`
        INSERT INTO access.role (id, account_id, role, place_key, organisation_id, granted_at)
        VALUES (${newId(now)}, ${accountId}, ${role.name}, ${role.placeKey ?? null}, ${role.organisationId ?? null}, ${now})
        ON CONFLICT DO NOTHING`.execute(tx)
    const token = newToken()
    // Seen in the future: tests move the clock by weeks, and an unused session would end.
    const farAhead = new Date(now.getTime() + 365 * 86_400_000)
    await sql`
      INSERT INTO people.session (token_hash, id, account_id, level, second_factor_at, device, created_at, seen_at, expires_at)
      VALUES (${tokenHash(token)}, ${newId(now)}, ${accountId}, ${level}, ${secondFactor && roles.length > 0 ? now : null}, 'test', ${now}, ${farAhead},
        ${farAhead})`.execute(tx)
    return { accountId, mailboxId: mailboxId as string, headers: { cookie: `${SESSION_COOKIE}=${token}` } }
  })
}

interface Named {
  name: string
  email: string
}

/** An officer of a seeded authority, after the second factor. */
export async function officerOf(app: TestApp, slug: string, person: Named): Promise<TestPerson> {
  const organisationId = await authorityId(app, slug)
  return signedIn(app, { ...person, roles: [{ name: 'officer', organisationId }] })
}

/** Who moderates a place and all within it, after the second factor. */
export function moderatorOf(app: TestApp, placeKey: string, person: Named): Promise<TestPerson> {
  return signedIn(app, { ...person, roles: [{ name: 'moderator', placeKey }] })
}

let keys = 0

/** A form that no earlier one was: whatever it makes is made again. */
export function keyed(fields: Record<string, string>): Record<string, string> {
  keys += 1
  return { ...fields, 'idempotency-key': `form-${keys}` }
}

/** Id of a seeded authority. */
export async function authorityId(app: TestApp, slug: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM organisations.organisation WHERE slug = ${slug}`.execute(
    app.services.db,
  )
  if (!rows[0]) throw new Error(`no authority ${slug}`)
  return rows[0].id
}

/** An institution is an authority from now on, or none any more. */
export async function makeAuthority(app: TestApp, slug: string, isAuthority: boolean): Promise<void> {
  await sql`UPDATE organisations.organisation SET is_authority = ${isAuthority} WHERE slug = ${slug}`.execute(
    app.services.db,
  )
}

/** As if an electronic identity had given this person's number; whoever had it before has it no more. Null takes it away. */
export async function givePersonalNumber(app: TestApp, accountId: string, idnp: string | null): Promise<void> {
  const key = idnp === null ? null : personKeyOf(app.services.secrets.person, idnp)
  await sql`UPDATE people.account SET person_key = NULL WHERE person_key = ${key}`.execute(app.services.db)
  await sql`UPDATE people.account SET person_key = ${key} WHERE id = ${accountId}`.execute(app.services.db)
}

/** Ends an account's roles of a name, at some moment. */
export async function endRoles(app: TestApp, accountId: string, name: Role['name'], at: Date): Promise<void> {
  await sql`UPDATE access.role SET ended_at = ${at} WHERE account_id = ${accountId} AND role = ${name}`.execute(
    app.services.db,
  )
}

/** As if an administrator had given an authority another name, in Romanian alone. */
export async function renameAuthority(app: TestApp, slug: string, ro: string): Promise<void> {
  await sql`UPDATE organisations.organisation SET name = ${JSON.stringify({ ro })}::jsonb WHERE slug = ${slug}`.execute(
    app.services.db,
  )
}

/** As if an official had read a person's data so many times, three times in each moment. */
export async function readOften(app: TestApp, reader: TestPerson, person: TestPerson, times: number): Promise<void> {
  await sql`
    INSERT INTO audit.reading (id, reader_id, mailbox_id, subject_kind, subject_id, purpose, read_at)
    SELECT gen_random_uuid(), ${reader.accountId}, ${person.mailboxId}, 'petition', n::text, 'petitions.answer',
      '2026-11-20T00:00:00Z'::timestamptz - n / 3 * interval '1 hour'
    FROM generate_series(0, ${times}::integer - 1) n`.execute(app.services.db)
}
