import { permit } from '#commons/access/permit.ts'
import { after } from '#kernel/clock.ts'
import { RuleBroken } from '#kernel/errors.ts'
import { plainName } from '#kernel/files/plain-name.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { type DistributionRef, uploadData } from '../permissions.ts'
import { countUpload, mayUpload } from '../send-file.ts'
import { addUpload, forgetUploads, unendedUploads } from './store.ts'

/** One file is sent after another; what was given up is forgotten after a day. */
const MOST_UNENDED = 20
const HOURS = 24

/** Of one piece. */
export const PIECE_BYTES = 8 * 1024 * 1024

/**
 * Says that a large file comes, in pieces.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.ingest.outside, .too-many-uploads, TooMany
 */
export async function beginUpload(
  ctx: WriteContext,
  ref: DistributionRef,
  { fileName, size }: { fileName: string; size: number },
): Promise<{ id: string; received: number; pieceBytes: number }> {
  const { distribution } = await mayUpload(ctx, ref)
  const { accountId } = permit(ctx, uploadData).person
  await countUpload(ctx)
  if ((await unendedUploads(ctx.tx, accountId)).length >= MOST_UNENDED)
    throw new RuleBroken('open-data.ingest.too-many-uploads')
  const id = newId(ctx.now)
  await addUpload(ctx.tx, {
    ...{ id, accountId, distributionId: distribution.id },
    ...{ fileName: plainName(fileName), size, now: ctx.now },
  })
  return { id, received: 0, pieceBytes: PIECE_BYTES }
}

export const forgetUploadsJob: Job<never> = {
  name: 'open-data.forget-uploads',
  schedule: '37 * * * *',
  repeat: 'deletes only uploads that began more than a day ago',
  run: ({ db, clock }: Services) => forgetUploads(db, after(clock.now(), -HOURS * 3600)),
}
