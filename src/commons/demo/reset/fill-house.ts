import { seedDemoAuthorities } from '#commons/organisations/seed.ts'
import type { Services } from '#kernel/http/context.ts'

/** Runs what commons parts and rooms declare as their beginning, in their order; in a demo also what it shows. Safe to repeat. */
export async function fillHouse(
  services: Services,
  tell: (line: string) => void,
  wanted: (step: string) => boolean = () => true,
): Promise<void> {
  const { demo } = services
  if (demo) await seedDemoAuthorities(services.db, services.clock.now())
  for (const { seed = [] } of services.manifests)
    for (const step of seed) if ((demo || !step.demo) && wanted(step.name)) await step.run(services, tell)
}
