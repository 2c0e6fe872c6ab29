import { ownProcess } from '#commons/processes/own-process.ts'
import { Forbidden } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { runPaper } from '../paper/permissions.ts'
import { sheetsToRecheck } from '../paper/recheck.ts'
import { findBatch, paperOf, readingsOf } from '../paper/store.ts'
import { maySeeScans } from './may-see.ts'

export type BatchRef = { number: number; batch: string }

/** A batch of an officer's own vote, and whether this officer sees its scans. @throws SignInNeeded, Forbidden, NotFound */
export async function scannedBatch(ctx: Context, { number, batch: id }: BatchRef) {
  const { process, by } = await ownProcess(ctx, number, runPaper)
  const batch = await findBatch(ctx.db, process.id, id)
  const [readings, paper, drawn] = await Promise.all([
    readingsOf(ctx.db, id),
    paperOf(ctx.db, process.id),
    sheetsToRecheck(ctx.db, process.id),
  ])
  const mine = readings.some(({ accountId }) => accountId === by.person.accountId)
  const finished = paper.finishedAt !== null
  const rechecking = finished && paper.recheck === null && (drawn ?? []).some((one) => one.batch === batch.position)
  return { process, by, batch, finished, maySee: maySeeScans({ state: batch.state, mine, rechecking }) }
}

/** @throws Forbidden also for officers who neither count the batch nor read it once more */
export async function batchToSee(ctx: Context, ref: BatchRef) {
  const found = await scannedBatch(ctx, ref)
  if (!found.maySee) throw new Forbidden()
  return found
}
