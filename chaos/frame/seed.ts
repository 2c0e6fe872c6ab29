import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { refreshEveryListing } from '#modules/petitions/find/keep-listings.ts'
import { published } from '#modules/petitions/start/ledger-entries.ts'

const PETITIONS = 5
const PLACES = ['md-cu-botanica', 'md-cu-buiucani', 'md-ba']

/**
 * Open petitions, and requests to sign them that wait for their confirmation: each by a person of their own, spread over the petitions.
 *
 * @param services of a database that has its places
 * @param amount of requests
 * @returns the token of each request
 */
export async function seedRequests(services: Services, amount: number): Promise<string[]> {
  const now = services.clock.now()
  const today = dayOf(now, services.timeZone)
  const numbers = await transact(services.db, async (tx) => {
    const { rows } = await sql<{ number: number }>`
      INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, created_at, published_at, closes_on)
      SELECT gen_random_uuid(), 'open', 'ro', 'Petiția ' || n, 'petitia-' || n, 'x', '<p>x</p>', '\\x00', 'md', 'roads', ${now}, ${now},
        ${addDays(today, 90)}
      FROM generate_series(1, ${PETITIONS}::integer) n RETURNING number`.execute(tx)
    appendEntries(
      tx,
      rows.map(({ number }) => published(number, 1, addDays(today, 90), today)),
      now,
    )
    return rows.map(({ number }) => number)
  })
  await refreshEveryListing(services)
  const tokens = Array.from({ length: amount }, newToken)
  await sql`
    INSERT INTO petitions.signature_request (token_hash, petition_id, name, email, place_key, show_name, wants_news, lang, requested_at, expires_at)
    SELECT row.token_hash, p.id, 'Om ' || position, 'om-' || position || '@example.md', (${PLACES}::text[])[1 + position % ${PLACES.length}],
      position % 2 = 0, false, 'ro', ${now}, ${new Date(now.getTime() + 86_400_000)}
    FROM unnest(${tokens.map(tokenHash)}::bytea[]) WITH ORDINALITY AS row (token_hash, position)
    JOIN petitions.petition p ON p.number = (${numbers}::bigint[])[1 + position % ${numbers.length}]`.execute(
    services.db,
  )
  return tokens
}
