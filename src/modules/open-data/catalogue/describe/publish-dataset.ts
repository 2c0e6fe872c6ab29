import { appendEntries } from '#commons/ledger/append-entry.ts'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { addDays, dayOf, type PlainDay, startOfDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { Context, Services, WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { type Dataset, datasetLife } from '../../dataset.ts'
import { refuseUnpassedDataset } from '../../guard/gate.ts'
import { entriesOfVersions } from '../../ingest/publish-version.ts'
import { distributionsOf } from '../../store.ts'
import { lastSubmission } from '../history-store.ts'
import { datasetPublished } from '../ledger-entries.ts'
import { lockOwnDataset, lockWaitingDataset, type OwnDataset, publishData } from '../permissions.ts'
import { secondPerson } from '../settings.ts'
import { countOfficers, findInstitution, setPublishAt, setPublished } from '../store.ts'
import type { DatasetRef } from './describe-dataset.ts'
import { lacksOf } from './lacks.ts'
import { type Reason, recordChange } from './record-change.ts'

/** Programs describe first and send the files next. */
export const FILES_FOLLOW = Symbol('files follow')

export interface Publication {
  on: PlainDay | null
  /** Why there is no file and no address of one; public, with its history. */
  withoutData: string | null | typeof FILES_FOLLOW
  /** Of these words; null where nobody said so. */
  lang?: Lang | null
}

/** A day further away is a slip of the keyboard. */
const LATEST_DAYS = 730

/**
 * Publishes what another officer sent, now or at the beginning of a day. Where the institution has one officer only, or it says so in its
 * settings, nobody else is waited for.
 *
 * @throws RuleBroken open-data.catalogue.describe.not-now, .lacks, .another; InvalidInput on `on`, on `withoutData`
 */
export async function publishDataset(
  ctx: WriteContext,
  { dataset: name }: DatasetRef,
  said: Publication,
): Promise<void> {
  await publishLocked(ctx, await lockOwnDataset(ctx, name, publishData), said)
}

/** The same by an administrator, who never sent it. @throws as {@link publishDataset} */
export async function publishWaiting(
  ctx: WriteContext,
  { dataset: name }: DatasetRef,
  said: Publication,
): Promise<void> {
  await publishLocked(ctx, await lockWaitingDataset(ctx, name), said)
}

async function publishLocked(ctx: WriteContext, own: OwnDataset, said: Publication): Promise<void> {
  const { dataset, by } = own
  const { on } = said
  if (!move(datasetLife, dataset.state, 'publish', 'officer').ok)
    throw new RuleBroken('open-data.catalogue.describe.not-now')
  if (lacksOf(dataset).length > 0) throw new RuleBroken('open-data.catalogue.describe.lacks')
  if (await mustBeAnother(ctx, ctx.tx, dataset, by.person.accountId))
    throw new RuleBroken('open-data.catalogue.describe.another')
  await refuseUnpassedDataset(ctx.tx, dataset)
  const why = await whyWithoutData(ctx.tx, dataset, said)
  const today = dayOf(ctx.now, ctx.timeZone)
  if (on === null || on === today) {
    await setPublished(ctx.tx, dataset.id, ctx.now)
    await tellPublished(ctx, ctx.tx, dataset, ctx.now)
    await recordChange(ctx, own, 'publish', why)
    return
  }
  if (on < today || on > addDays(today, LATEST_DAYS) || dataset.state !== 'review')
    throw new InvalidInput([{ field: 'on', text: { key: 'open-data.catalogue.describe.on.wrong' } }])
  await setPublishAt(ctx.tx, dataset.id, startOfDay(on, ctx.timeZone))
  await recordChange(ctx, own, 'schedule', { ...why, data: { on } })
}

/**
 * What the history says of a publication: where there is no data, why not.
 *
 * @throws InvalidInput on `withoutData`, where that is not said
 */
export async function whyWithoutData(
  tx: Tx,
  dataset: Dataset,
  { withoutData, lang = null }: Omit<Publication, 'on'>,
): Promise<Partial<Reason>> {
  if (withoutData === FILES_FOLLOW || !(await isWithoutData(tx, dataset))) return {}
  if (withoutData === null)
    throw new InvalidInput([
      { field: 'withoutData', text: { key: 'open-data.catalogue.describe.without-data.missing' } },
    ])
  return { reason: withoutData, lang }
}

/** Everybody would find a page that promises data and has none. */
export async function isWithoutData(tx: Tx, { id, accessRights }: Dataset): Promise<boolean> {
  if (accessRights !== 'PUBLIC') return false
  return (await distributionsOf(tx, id)).every(({ url, currentVersionId }) => url === null && currentVersionId === null)
}

/** Whether this officer may not publish it, because another one must look at it first. */
export async function mustBeAnother(
  ctx: Context,
  db: Db | Tx,
  dataset: Dataset,
  accountId: string | null,
): Promise<boolean> {
  const { organisationId, state } = dataset
  const wanted = await ctx.settings.valueOn(secondPerson, dayOf(ctx.now, ctx.timeZone), organisationId)
  if (!wanted || (await countOfficers(db, organisationId)) < 2) return false
  return state !== 'review' || (await lastSubmission(db, dataset.id)).submittedBy === accountId
}

/** Into the public log: the dataset, and the files that everybody gets of it from now on. */
export async function tellPublished(services: Services, tx: Tx, dataset: Dataset, now: Date): Promise<void> {
  const { slug } = await findInstitution(tx, dataset.organisationId)
  const again = dataset.publishedAt !== null
  const day = dayOf(now, services.timeZone)
  const files = await entriesOfVersions(tx, dataset, now, services.timeZone)
  appendEntries(tx, [datasetPublished({ dataset: dataset.name, organisation: slug }, again, day), ...files], now)
}
