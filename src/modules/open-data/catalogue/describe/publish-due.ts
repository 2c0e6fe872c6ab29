import { recordAct } from '#commons/audit/record.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { mayBecomePublic, withholdUnpassed } from '../../guard/gate.ts'
import { lockDataset } from '../../store.ts'
import { NO_REASON, reasonOfSchedule, recordHistory } from '../history-store.ts'
import { dueDatasets, setPublished } from '../store.ts'
import { isWithoutData, tellPublished } from './publish-dataset.ts'
import { tellHeld } from './tell-held.ts'

/** Publishes what was to be published by now; each on its own, so that one that cannot be holds up no other. */
export async function publishDue(services: Services): Promise<void> {
  for (const name of await dueDatasets(services.db, services.clock.now()))
    await publishOne(services, name).catch((error) =>
      services.log.error({ err: error, dataset: name }, 'a dataset was not published on its day'),
    )
}

async function publishOne(services: Services, name: string): Promise<void> {
  const now = services.clock.now()
  await transact(services.db, async (tx) => {
    const dataset = await lockDataset(tx, name)
    // Somebody gave it back, or published it, a moment ago.
    if (dataset?.state !== 'review' || dataset.publishAt === null || dataset.publishAt > now) return
    // Released before there was a guard, or taken down elsewhere since: its officers see to the files first.
    if (!(await mayBecomePublic(tx, dataset))) return tellHeld(services, tx, dataset, now)
    await withholdUnpassed(tx, dataset)
    await setPublished(tx, dataset.id, now)
    await tellPublished(services, tx, dataset, now)
    // The public history begins here, and what was said when the day was chosen stands before it.
    const why = (await isWithoutData(tx, dataset)) ? await reasonOfSchedule(tx, dataset.id) : NO_REASON
    await recordHistory(tx, { datasetId: dataset.id, act: 'publish', accountId: null, ...why, now })
    await recordAct(tx, {
      by: null,
      act: 'open-data.catalogue.publish',
      subject: { kind: 'open-data.dataset', id: name },
      data: why.reason === null ? {} : { reason: why.reason },
      now,
    })
  })
}
