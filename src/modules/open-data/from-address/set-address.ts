import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { refuseHarvested } from '../catalogue/permissions.ts'
import { type DistributionRef, lockOwnDistribution, releaseData, uploadData } from '../ingest/permissions.ts'
import { countUpload } from '../ingest/send-file.ts'
import type { addressForm } from './fields.ts'
import { askNow, findSource, keepSource, removeSource } from './store.ts'

type Said = FormValue<(typeof addressForm)['fields']>

/**
 * An officer says where the file of a distribution is fetched from, and how often. One that was an address elsewhere stays that for everybody until
 * the first version that was fetched is published.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.catalogue.describe.in-review, TooMany
 */
export async function setAddress(ctx: WriteContext, ref: DistributionRef, said: Said): Promise<DistributionRef> {
  const { dataset, distribution, by } = await lockOwnDistribution(ctx, ref, uploadData)
  refuseHarvested(dataset)
  const { organisationId } = dataset
  // What comes is made public without another act of a person.
  if (said.publishes) permit(ctx, releaseData, { organisationId })
  await countUpload(ctx)
  const before = await findSource(ctx.tx, distribution.id)
  await keepSource(ctx.tx, {
    ...{ distributionId: distribution.id, organisationId, ...said },
    ...{ setBy: by.person.accountId, now: ctx.now },
  })
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.from-address.set',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: {
      distribution: distribution.id,
      ...(before && { before: { url: before.url, schedule: before.schedule, publishes: before.publishes } }),
      after: said,
    },
    now: ctx.now,
  })
  return ref
}

/** The file is fetched no more; what came stays. The log of the address goes. */
export async function takeAwayAddress(ctx: WriteContext, ref: DistributionRef): Promise<DistributionRef> {
  const { dataset, distribution, by } = await lockOwnDistribution(ctx, ref, uploadData)
  if (!(await removeSource(ctx.tx, distribution.id))) return ref
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.from-address.remove',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id },
    now: ctx.now,
  })
  return ref
}

/** Asks the address at once, also one that failed too often. @throws NotFound where there is none, TooMany */
export async function fetchNow(ctx: WriteContext, ref: DistributionRef): Promise<DistributionRef> {
  const { dataset, distribution, by } = await lockOwnDistribution(ctx, ref, uploadData)
  await countUpload(ctx)
  if (!(await askNow(ctx.tx, distribution.id, ctx.now))) throw new NotFound()
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.from-address.fetch',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id },
    now: ctx.now,
  })
  return ref
}
