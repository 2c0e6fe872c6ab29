import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { tellAnswer } from './answer-wish.ts'
import { addAnswer, lockWish, wishesFulfilled } from './store.ts'

const AT_ONCE = 50

/** A dataset that was planned for a wish is public now: the wish is fulfilled, and whoever wished it hears of it, once. */
export async function fulfilWishes(services: Services): Promise<void> {
  await eachApart(await wishesFulfilled(services.db, AT_ONCE), ({ number }) => fulfil(services, number))
}

async function fulfil(services: Services, number: number): Promise<void> {
  const now = services.clock.now()
  await transact(services.db, async (tx) => {
    const wish = await lockWish(tx, number)
    const { organisationId, datasetId, lang } = wish
    // An officer may have answered otherwise since it was found.
    if (wish.state !== 'planned' || organisationId === null || datasetId === null) return
    const said = { outcome: 'available', plannedOn: null, lang, text: null, datasetId } as const
    await addAnswer(tx, wish, 'available', {
      ...{ ...said, id: newId(now), organisationId, reason: null, accountId: null, now },
    })
    await tellAnswer({ ...services, tx, now }, wish, organisationId, said)
  })
}
