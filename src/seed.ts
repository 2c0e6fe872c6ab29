import { fillHouse } from '#commons/demo/reset/fill-house.ts'
import { endReset, findInstallation, markDemo } from '#commons/demo/reset/installation.ts'
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
  const isNew = demo && (await markDemo(db, deps.clock.now()))
  // A filling was cut off, or goes on in another process: two who fill would tell every story twice. The worker does it.
  if (demo && !isNew && (await findInstallation(db))?.resetBegunAt) return
  // A demo that was filled once is left as people have changed it since, and so is a database that only seems to be one.
  await fillHouse(await buildServices(deps), tell, { demo: isNew, wanted })
  if (isNew) await endReset(db, deps.clock.now())
}
