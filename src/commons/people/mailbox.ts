import { sql } from 'kysely'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { canonicalAddress } from './email.ts'

/** The keyed hash by which a mailbox is found again. @throws Error when the address is not valid */
export function addressKey(personKey: Buffer, address: string): Buffer {
  return keyedHash(personKey, 'mailbox', canonical(address))
}

/** {@link canonicalAddress} of an address that a form has let through. */
export function canonical(address: string): string {
  const form = canonicalAddress(address)
  if (form === null) throw new Error('not an address')
  return form
}

/**
 * Finds or makes the mailboxes of addresses whose holders have just proved that they read them.
 *
 * @returns ids in the order given; the same address twice gives the same id twice
 */
export async function keepMailboxes(
  tx: Tx,
  personKey: Buffer,
  people: { address: string; lang: Lang }[],
  now: Date,
): Promise<string[]> {
  const rows = people.map(({ address, lang }) => ({
    id: newId(now),
    key: addressKey(personKey, address),
    address,
    lang,
  }))
  // Sorted, so that two transactions that share mailboxes never wait for each other in a circle.
  const sorted = [...new Map(rows.map((row) => [row.key.toString('hex'), row])).values()].sort((a, b) =>
    a.key.compare(b.key),
  )
  const { rows: kept } = await sql<{ id: string; address_key: Buffer }>`
    INSERT INTO people.mailbox AS m (id, address_key, address, lang, created_at)
    SELECT id, key, address, lang, ${now}
    FROM unnest(${sorted.map((row) => row.id)}::uuid[], ${sorted.map((row) => row.key)}::bytea[], ${sorted.map((row) => row.address)}::text[], ${sorted.map((row) => row.lang)}::text[])
      AS row (id, key, address, lang)
    ON CONFLICT (address_key) DO UPDATE SET address = coalesce(m.address, excluded.address), erased_at = NULL
    RETURNING id, address_key`.execute(tx)
  const ids = new Map(kept.map((row) => [row.address_key.toString('hex'), row.id]))
  return rows.map((row) => ids.get(row.key.toString('hex')) as string)
}
