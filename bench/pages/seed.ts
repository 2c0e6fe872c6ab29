import { sql } from 'kysely'
import { seedDemoAuthorities } from '#commons/organisations/seed.ts'
import { seedPlaces } from '#commons/places/seed.ts'
import type { Services } from '#kernel/http/context.ts'
import { keepPromises } from '#modules/petitions/answering/promises.ts'
import { refreshEveryListing } from '#modules/petitions/find/keep-listings.ts'
import { foldCounts } from '#modules/petitions/signing/fold-counts.ts'
import type { AppDeps } from '#src/app.ts'
import { buildServices } from '#src/app.ts'
import { seedCases } from './seed-cases.ts'
import { seedPetitions } from './seed-petitions.ts'
import { seedSignatures } from './seed-signatures.ts'

/**
 * Fills the database as use-cases would have left it after three years. Petitions, signatures and lodged cases are written
 * set-based; counts, units, thresholds, promised cases, listings and words of the search are then made by the code that makes
 * them in production. Not made, because no page that is measured reads them: mailboxes, receipts, entries of the public record, audit.
 */
export async function seedPages(
  deps: AppDeps,
  amounts: { petitions: number; signatures: number },
  tell: (line: string) => void,
): Promise<void> {
  const { db } = deps.database
  const now = deps.clock.now()
  await seedPlaces(db, { demo: true })
  await seedDemoAuthorities(db, now)
  const services = await buildServices(deps)
  await step('petitions', () => seedPetitions(services, amounts.petitions, now))
  await step('signatures', () => seedSignatures(services, amounts.signatures, now))
  await step('cases', () => seedCases(services, now))
  await step('listings and words of the search', () => refreshEveryListing(services))
  await step('counts, units and thresholds', async () => {
    await foldCounts(services)
    await keepEveryPromise(services)
  })
  await step('statistics of the planner', () => sql`VACUUM (ANALYZE)`.execute(db))

  async function step(name: string, work: () => Promise<unknown>): Promise<void> {
    const begun = performance.now()
    await work()
    tell(`seeded ${name} in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  }
}

async function keepEveryPromise(services: Services): Promise<void> {
  const running = async () => {
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM petitions.case`.execute(services.db)
    return rows[0]?.n
  }
  // Some hundreds are kept at a time.
  for (let before: number | undefined; before !== (await running()); ) {
    before = await running()
    await keepPromises(services)
  }
}
