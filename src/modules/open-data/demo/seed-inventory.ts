import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Services } from '#kernel/http/context.ts'
import { writeHolding } from '../inventory/keep-holding.ts'
import { demoHoldings } from './inventory.ts'
import { actFor } from './seed-datasets.ts'

/** What institutions of the demo say that they hold. */
export async function seedDemoInventory(services: Services, tell: (line: string) => void): Promise<void> {
  const today = dayOf(services.clock.now(), services.timeZone)
  for (const { by, authority, held, dueIn } of demoHoldings)
    await actFor(services, { by, authority, daysAgo: 140 }, (ctx) =>
      writeHolding(ctx, {
        ...nothingSaid,
        ...held,
        dueOn: dueIn === undefined ? null : addDays(today, dueIn),
      }),
    )
  tell(`Open data: ${demoHoldings.length} entries of inventories`)
}

const nothingSaid = {
  organisation: null,
  openness: 'open',
  titleRu: null,
  titleEn: null,
  aboutRo: null,
  aboutRu: null,
  aboutEn: null,
  stewardRu: null,
  stewardEn: null,
  dataset: null,
  reason: null,
  legalBasis: null,
  legalBasisRu: null,
  legalBasisEn: null,
  registerUrl: null,
} as const
