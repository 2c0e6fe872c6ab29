import { viewerOfTokenId } from '#commons/people/identify.ts'
import { transact } from '#kernel/database/transact.ts'
import { Refusal, RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import { publishVersion } from '../../ingest/publish-version.ts'
import { lockDataset } from '../../store.ts'
import { forgetAnswered, isOvertaken, keepFailed, keepRefusal, readyToPublish, type ToPublish } from './store.ts'
import { noCookies } from './write.ts'

/** Publishes what programs sent and what is read by now, each on its own: what the rules refuse waits for a person. */
export async function publishRead(services: Services): Promise<void> {
  const ready = await readyToPublish(services.db)
  for (const one of ready)
    await publishOne(services, one).catch(async (error) => {
      services.log.error({ err: error, version: one.versionId }, 'what a program sent was not published')
      await keepFailed(services.db, one.versionId, services.clock.now())
    })
  if (ready.length > 0) await forgetAnswered(services.db)
}

async function publishOne(services: Services, one: ToPublish): Promise<void> {
  const { db, clock } = services
  const { versionId, dataset, distribution, seq: version } = one
  const now = clock.now()
  const viewer = await viewerOfTokenId(db, one.tokenId, now)
  try {
    if (!viewer) throw new Refusal(401, { key: 'people.bad-token' })
    await transact(db, async (tx) => {
      await lockDataset(tx, dataset)
      // Another worker took longer over it than over the one that came after it.
      if (await isOvertaken(tx, versionId)) throw new RuleBroken('open-data.ckan.overtaken')
      const ctx = { ...services, db: tx, tx, now, lang: 'ro' as const, viewer, source: '', cookies: noCookies }
      await publishVersion(ctx, { dataset, distribution, version }, one.readAt.toISOString())
    })
  } catch (error) {
    // That too much is asked just now says nothing of this version.
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    await transact(db, (tx) => keepRefusal(tx, versionId, error.text.key))
  }
}
