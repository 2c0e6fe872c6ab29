import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { refuseRecalledBytes } from '../recall/refuse-recalled.ts'
import type { Overrides } from '../table-schema.ts'
import type { OwnDistribution } from './permissions.ts'
import { readWaitingJob } from './read-waiting.ts'
import { saidByOfficers } from './said-by-officers.ts'
import { addVersion, versionsOf } from './store.ts'
import type { Version } from './version.ts'

/** Whose file it is, and who sent it: nobody where the house fetched it. */
type Sent = Pick<OwnDistribution, 'dataset' | 'distribution'> & { by: OwnDistribution['by'] | null }

/**
 * A file that is kept becomes the next version of its distribution, to be read. What an officer once said of how these files are written holds for
 * the next one. The same bytes as the newest version's are that version.
 *
 * @param own locked
 */
export async function addNextVersion(
  ctx: Pick<WriteContext, 'tx' | 'now' | 'files'>,
  { dataset, distribution, by }: Sent,
  file: Pick<Version, 'fileName' | 'sha256' | 'size'>,
): Promise<Version> {
  await refuseRecalledBytes(ctx, dataset, file.sha256)
  const [newest] = await versionsOf(ctx.tx, distribution.id, 1)
  if (newest?.sha256 === file.sha256 && newest.state !== 'failed' && newest.state !== 'recalled') return newest
  const version = await addVersion(ctx.tx, {
    id: newId(ctx.now),
    distributionId: distribution.id,
    ...file,
    overrides: saidByOfficers(newest?.overrides ?? {}),
    createdBy: by?.person.accountId ?? null,
    now: ctx.now,
  })
  await enqueue(ctx.tx, readWaitingJob, null)
  return version
}

/** The bytes of a version that everybody has seen, read in another way. */
export async function addReading(
  ctx: WriteContext,
  { distribution, by }: OwnDistribution,
  { fileName, sha256, size }: Version,
  overrides: Overrides,
): Promise<Version> {
  const version = await addVersion(ctx.tx, {
    ...{ id: newId(ctx.now), distributionId: distribution.id, fileName, sha256, size, overrides },
    ...{ createdBy: by.person.accountId, now: ctx.now },
  })
  await enqueue(ctx.tx, readWaitingJob, null)
  return version
}
