import { fillHouse } from '#commons/demo/reset/fill-house.ts'
import { findInstallation, markDemo } from '#commons/demo/reset/installation.ts'
import { seedPlaces } from '#commons/places/seed.ts'
import { type AppDeps, buildServices } from './app.ts'

/** Fills a new installation: the jurisdiction's places always, the rooms' demo once. Safe to repeat. */
export async function seed(
  deps: AppDeps,
  tell: (line: string) => void,
  wanted?: (step: string) => boolean,
): Promise<void> {
  const { db } = deps.database
  const { demo } = deps.config
  await seedPlaces(db, { demo })
  if (demo) {
    await markDemo(db, deps.clock.now())
    // Somebody's reset was cut off, or goes on in another process: two who fill would tell every story twice.
    if ((await findInstallation(db))?.resetBegunAt) return
  }
  await fillHouse(await buildServices(deps), tell, wanted)
}
