import { seedDemoAuthorities } from '#commons/organisations/seed.ts'
import { seedPlaces } from '#commons/places/seed.ts'
import { type AppDeps, buildServices } from './app.ts'
import { modules } from './modules.ts'

/** Fills a new installation: the jurisdiction's places always, the rooms' demo once. Safe to repeat. */
export async function seed(
  deps: AppDeps,
  tell: (line: string) => void,
  wanted: (step: string) => boolean = () => true,
): Promise<void> {
  const { db } = deps.database
  const { demo } = deps.config
  await seedPlaces(db, { demo })
  if (demo) await seedDemoAuthorities(db, deps.clock.now())
  const services = await buildServices(deps)
  for (const module of modules)
    for (const step of module.seed ?? []) if ((demo || !step.demo) && wanted(step.name)) await step.run(services, tell)
}
