import { recordAct } from '#commons/audit/record.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { nextAfter } from './end-job.ts'
import type { SettingsForm, SourceForm } from './fields.ts'
import { addLines } from './log-store.ts'
import { type By, institutionsSeen, lockOwnSource, permitFor } from './permissions.ts'
import { queueJob } from './queue-due.ts'
import { addSource, askToCancel, findJob, jobsOf, keepProgress, keepSettings, setEnded, setJobEnded } from './store.ts'

/**
 * Has a catalogue read from now on. What it publishes is published here at once, without another person: who adds it answers for that.
 *
 * @throws InvalidInput on `organisation`, and on `address` when it is read already
 */
export async function addHarvestSource(ctx: WriteContext, said: SourceForm): Promise<{ source: string }> {
  const organisationId = said.organisation ?? onlyOne(institutionsSeen(ctx))
  const by = permitFor(ctx, organisationId)
  if ((await authoritiesById(ctx.tx, [organisationId])).length === 0) throw wrong('organisation', 'kernel.form.choose')
  const id = newId(ctx.now)
  const { kind, address, schedule, licence, lang } = said
  const added = await addSource(ctx.tx, {
    ...{ id, kind, schedule, licence, lang, organisationId },
    address: withoutFragment(address),
    addedBy: by.person.accountId,
    now: ctx.now,
  })
  if (!added) throw wrong('address', 'open-data.harvest.address.taken')
  await queueJob(ctx.tx, {
    ...{ sourceId: id, whole: false, acceptLosses: false, now: ctx.now },
    askedBy: by.person.accountId,
  })
  await record(ctx, by, 'add', id, { address, kind, schedule })
  return { source: id }
}

/** When it is read, and what is meant where it says nothing. What is read already follows when it changes there. */
export async function changeHarvestSource(ctx: WriteContext, id: string, said: SettingsForm): Promise<void> {
  const { source, by } = await lockOwnSource(ctx, id)
  const nextAt = said.schedule === source.schedule ? source.nextAt : nextAfter(said, ctx.now)
  await keepSettings(ctx.tx, id, { ...said, nextAt })
  await record(ctx, by, 'change', id, { ...said })
}

/**
 * Reads it now.
 *
 * @param said.acceptLosses what is missing there may be withdrawn, however much it is
 * @throws RuleBroken open-data.harvest.runs-already
 */
export async function readHarvestSource(
  ctx: WriteContext,
  id: string,
  said: { whole: boolean; acceptLosses: boolean },
): Promise<{ run: number }> {
  const { by } = await lockOwnSource(ctx, id)
  const askedBy = by.person.accountId
  const run = await queueJob(ctx.tx, { ...said, sourceId: id, askedBy, now: ctx.now })
  if (run === null) throw new RuleBroken('open-data.harvest.runs-already')
  if (said.whole) await keepProgress(ctx.tx, id, null)
  await record(ctx, by, 'read', id, { run, ...said })
  return { run }
}

/** One that waits ends at once, one that runs before its next request. @throws RuleBroken open-data.harvest.over-already */
export async function cancelHarvest(ctx: WriteContext, { source: id, run }: { source: string; run: number }) {
  const { by } = await lockOwnSource(ctx, id)
  const job = await findJob(ctx.tx, id, run)
  if (!job) throw new NotFound()
  if (job.endedAt !== null) throw new RuleBroken('open-data.harvest.over-already')
  await askToCancel(ctx.tx, job.id, ctx.now)
  if (job.state === 'queued') {
    await setJobEnded(ctx.tx, job.id, { state: 'cancelled' }, ctx.now)
    await addLines(ctx.tx, job.id, [{ code: 'cancelled', said: {} }], ctx.now)
    await keepProgress(ctx.tx, id, null)
  }
  await record(ctx, by, 'cancel', id, { run })
}

/** It is read no more. Its datasets stay, and belong to their institution like those that were made here. */
export async function endHarvestSource(ctx: WriteContext, id: string): Promise<void> {
  const { by, source } = await lockOwnSource(ctx, id)
  const [job] = await jobsOf(ctx.tx, id, { before: null, limit: 1 })
  if (job && job.endedAt === null) await setJobEnded(ctx.tx, job.id, { state: 'cancelled' }, ctx.now)
  await setEnded(ctx.tx, id, ctx.now)
  await record(ctx, by, 'end', id, { address: source.address })
}

/** Who works for several, or for all, has to say for which. */
function onlyOne(institutions: string[] | null): string {
  const [first, ...others] = institutions ?? []
  if (first === undefined || others.length > 0) throw wrong('organisation', 'kernel.form.choose')
  return first
}

const wrong = (field: string, key: 'kernel.form.choose' | 'open-data.harvest.address.taken') =>
  new InvalidInput([{ field, text: { key } }])

const withoutFragment = (address: string) => new URL(address).href.replace(/#.*$/, '')

function record(ctx: WriteContext, by: By, verb: string, id: string, data: Record<string, unknown>): Promise<void> {
  return recordAct(ctx.tx, {
    by,
    act: `open-data.harvest.${verb}`,
    subject: { kind: 'open-data.harvest-source', id },
    data,
    now: ctx.now,
  })
}
