import { seedDemoAuthorities } from '#commons/organisations/seed.ts'
import type { Services } from '#kernel/http/context.ts'

/**
 * Runs what commons parts and rooms declare as their beginning, in their order.
 *
 * @param what.demo also what a demo shows: into an empty house only, for a story that is told twice breaks on itself
 */
export async function fillHouse(
  services: Services,
  tell: (line: string) => void,
  { demo, wanted = () => true }: { demo: boolean; wanted?: ((step: string) => boolean) | undefined },
): Promise<void> {
  if (demo) await seedDemoAuthorities(services.db, services.clock.now())
  for (const { seed = [] } of services.manifests)
    for (const step of seed) if ((demo || !step.demo) && wanted(step.name)) await step.run(services, tell)
}
