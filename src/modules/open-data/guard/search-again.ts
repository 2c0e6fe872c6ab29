import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { addReading } from '../ingest/add-version.ts'
import { lockOwnVersion } from '../ingest/own-version.ts'
import { uploadData } from '../ingest/permissions.ts'
import { readWaitingJob } from '../ingest/read-waiting.ts'
import { countUpload, type VersionRef } from '../ingest/send-file.ts'
import { readAgain } from '../ingest/store.ts'
import { isUnseen } from '../ingest/version.ts'
import { findSearch } from './store.ts'
import { verdictOn } from './verdict.ts'

/**
 * A version that was read before there was a guard, or by older rules, is read again, and searched. One that everybody has seen stays as it is:
 * the same bytes become the next version.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.ingest.still-reading, .guard.searched, TooMany
 */
export async function searchAgain(ctx: WriteContext, ref: VersionRef): Promise<VersionRef> {
  const own = await lockOwnVersion(ctx, ref, uploadData)
  const { version, dataset, distribution, by } = own
  if (version.state === 'waiting' || version.state === 'reading' || version.state === 'recalled')
    throw new RuleBroken('open-data.ingest.still-reading')
  if (verdictOn(await findSearch(ctx.tx, version.id), null) !== 'unsearched')
    throw new RuleBroken('open-data.guard.searched')
  await countUpload(ctx)
  let seq = version.seq
  if (isUnseen(version.state)) {
    await readAgain(ctx.tx, version.id, version.overrides)
    await enqueue(ctx.tx, readWaitingJob, null)
  } else seq = (await addReading(ctx, own, version, version.overrides)).seq
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.guard.search',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id, version: seq },
    now: ctx.now,
  })
  return { ...ref, version: seq }
}
