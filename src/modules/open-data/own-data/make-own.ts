import { rm } from 'node:fs/promises'
import type { OwnDataset } from '#commons/datasets/dataset.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { Refusal } from '#kernel/errors.ts'
import { type Context, nobody, type Services } from '#kernel/http/context.ts'
import { clearRefused } from '../recall/refuse-recalled.ts'
import { keepFile } from './keep-file.ts'
import { dueOwn, keepMade, lockOwn } from './store.ts'
import { writeFile } from './write-file.ts'

/** A new installation has statistics some minutes after it began, and a first petition some day. */
const EMPTY_SECONDS = 600

/** What all rooms declare, in their order: one may be made of what was told by one before it. */
export function ownDatasetsOf({ manifests }: Pick<Services, 'manifests'>): OwnDataset[] {
  return manifests.flatMap(({ ownDatasets = [] }) => ownDatasets)
}

/**
 * Makes what was not made today yet, and what an administrator wants anew; each on its own, so that one that cannot be made holds up no
 * other. Safe to repeat: what is the same as before makes no version.
 */
export async function makeOwn(services: Services): Promise<void> {
  const { db, clock, timeZone, log } = services
  const declared = ownDatasetsOf(services)
  const today = dayOf(clock.now(), timeZone)
  const due = await dueOwn(
    db,
    declared.map(({ name }) => name),
    today,
    after(clock.now(), -EMPTY_SECONDS),
  )
  for (const own of declared.filter(({ name }) => due.includes(name)))
    await makeOne(services, own).catch(async (error) => {
      log.error({ err: error, dataset: own.name }, 'a dataset of the platform was not made')
      await clearRefused(db, error)
      const refusal = error instanceof Refusal ? error.text.key : 'open-data.own-data.failed'
      await keepMade(db, own.name, { today, now: clock.now(), refusal })
    })
}

async function makeOne(services: Services, own: OwnDataset): Promise<void> {
  const { db, clock, timeZone, files } = services
  const folder = await files.newFolder()
  try {
    const now = clock.now()
    // What is told of people is kept before anybody can see it: a telling that was lost would be told anew in another way.
    const written = await transact(db, async (tx) => {
      await lockOwn(tx, own.name)
      return writeFile(asNobody(services, tx, now), own, folder)
    })
    const kept = written.rows > 0 ? await files.putFile(written.place) : null
    await transact(db, async (tx) => {
      const row = await lockOwn(tx, own.name)
      if (kept) await keepFile(asNobody(services, tx, now), own, row, { ...kept, firstDay: written.firstDay })
      await keepMade(tx, own.name, { today: dayOf(now, timeZone), now })
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Rows are what everybody may see: they are read as by nobody in particular. */
function asNobody(services: Services, tx: Tx, now: Date): Context & { tx: Tx } {
  return { ...services, db: tx, tx, now, lang: 'ro', viewer: nobody, source: '' }
}
