import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { administer } from '#commons/work/permission.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue, type Job } from '#kernel/jobs/jobs.ts'
import { checkCounts } from './recount-log.ts'

/** Every night, and when an administrator asks. */
export const checkCountsJob: Job<unknown> = {
  name: 'petitions.check-counts',
  schedule: '10 3 * * *',
  repeat: 'compares what is there; a difference that is open is not written again',
  run: (services) => checkCounts(services),
}

/** An administrator has everything compared now. @throws Forbidden */
export async function askCheck(ctx: WriteContext): Promise<{ asked: true }> {
  const by = permit(ctx, administer)
  await enqueue(ctx.tx, checkCountsJob, {})
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.check-counts',
    subject: { kind: 'petitions.recount', id: 'all' },
    data: {},
    now: ctx.now,
  })
  return { asked: true }
}
