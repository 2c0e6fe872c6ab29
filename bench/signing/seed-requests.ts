import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { seedDemoAuthorities } from '#commons/organisations/seed.ts'
import { seedPlaces } from '#commons/places/seed.ts'
import { after } from '#kernel/clock.ts'
import { tokenHash } from '#kernel/ids.ts'
import { signatoryName } from '#modules/petitions/demo/people.ts'
import { usualLargeProviders } from '#modules/petitions/fraud/large-providers.ts'
import { domainHashOf, sourceHashOn } from '#modules/petitions/fraud/trace.ts'
import { REQUEST_DAYS } from '#modules/petitions/signing/request-signature.ts'
import { type AppDeps, buildServices } from '#src/app.ts'
import { benchToken } from '../frame/tokens.ts'
import { seedPetitions } from '../pages/seed-petitions.ts'
import { numbersFrom, pick } from '../pages/texts.ts'

const BATCH = 10_000
/** People behind one address of the network: a household, a school, a provider's gate. Below the limit of a source. */
const PER_SOURCE = 20
/** People of a mail domain that is no large provider's. Below the limit of a domain. */
const PER_DOMAIN = 40

/**
 * One open petition that everybody wants to sign, among a few others, and requests as `requestSignature` writes them, each of its own
 * mailbox, with the links that {@link benchToken} makes.
 */
export async function seedRequests(deps: AppDeps, amount: number): Promise<void> {
  const { db } = deps.database
  const now = deps.clock.now()
  await seedPlaces(db, { demo: true })
  await seedDemoAuthorities(db, now)
  const services = await buildServices(deps)
  await seedPetitions(services, 60, now)
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.petition WHERE state = 'open' ORDER BY published_at DESC LIMIT 1`.execute(db)
  const { id } = rows[0] as { id: string }
  const today = dayOf(now, services.timeZone)
  const places = services.places.all()
  const random = numbersFrom(3)
  for (let from = 0; from < amount; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, amount - from) }, (_, at) => from + at)
    const requests = numbers.map((n) => {
      const domain = n % 4 > 0 ? pick(usualLargeProviders, random) : `d${Math.floor(n / 4 / PER_DOMAIN)}.example`
      const lang = random() < 0.7 ? ('ro' as const) : ('ru' as const)
      return {
        tokenHash: tokenHash(benchToken(n)),
        name: signatoryName(lang, random),
        email: `om${n}@${domain}`,
        place: pick(places, random).key,
        lang,
        source: sourceHashOn(services, `source ${Math.floor(n / PER_SOURCE)}`, today),
        domain: n % 4 > 0 ? null : domainHashOf(services, domain),
      }
    })
    const column = <T>(of: (request: (typeof requests)[number]) => T) => requests.map(of)
    await sql`
      INSERT INTO petitions.signature_request
        (token_hash, petition_id, name, email, place_key, show_name, wants_news, lang, source_hash, domain_hash, requested_at, expires_at)
      SELECT token_hash, ${id}, name, email, place_key, false, false, lang, source_hash, domain_hash, ${now}, ${after(now, REQUEST_DAYS * 86_400)}
      FROM unnest(${column((r) => r.tokenHash)}::bytea[], ${column((r) => r.name)}::text[], ${column((r) => r.email)}::text[],
        ${column((r) => r.place)}::text[], ${column((r) => r.lang)}::text[], ${column((r) => r.source)}::bytea[], ${column((r) => r.domain)}::bytea[])
        AS row (token_hash, name, email, place_key, lang, source_hash, domain_hash)`.execute(db)
  }
  await sql`VACUUM (ANALYZE)`.execute(db)
}
