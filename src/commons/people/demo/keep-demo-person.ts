import { sql } from 'kysely'
import { grantRole } from '#commons/access/roles.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { keepAccount } from '../accounts.ts'
import { addressOf, type DemoPerson, demoPeople } from './people.ts'

/** Makes the demo people, once. */
export async function seedDemoPeople(services: Services): Promise<void> {
  const now = services.clock.now()
  await transact(services.db, async (tx) => {
    for (const person of demoPeople) await keepDemoPerson(tx, services.secrets.person, person, now)
  })
}

/** The account of a demo person with its role; made again when somebody erased it or took the role away. */
export async function keepDemoPerson(tx: Tx, personKey: Buffer, person: DemoPerson, now: Date): Promise<string> {
  const { accountId } = await keepAccount(tx, personKey, { address: addressOf(person), lang: person.lang }, now)
  await sql`
    UPDATE people.account SET demo = true, name = coalesce(name, ${person.name}), place_key = coalesce(place_key, ${person.placeKey})
    WHERE id = ${accountId}`.execute(tx)
  const { role } = person
  if (role) {
    const organisationId = role.authority ? await authorityOf(tx, role.authority) : null
    await grantRole(tx, {
      accountId,
      role: { name: role.name, placeKey: role.placeKey ?? null, organisationId },
      grantedBy: null,
      now,
    })
  }
  return accountId
}

async function authorityOf(tx: Tx, slug: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM organisations.organisation WHERE slug = ${slug}`.execute(tx)
  if (!rows[0]) throw new Error(`no authority ${slug}`)
  return rows[0].id
}
