import { isDeepStrictEqual } from 'node:util'
import type { CatalogueEntry } from '#commons/datasets/catalogue-entry.ts'
import { catalogueColumns } from '#commons/datasets/catalogue-rows.ts'
import type { DatasetColumn, OwnDataset } from '#commons/datasets/dataset.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { platformOrganisation } from '#commons/organisations/platform.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { addDistribution } from '../catalogue/distribution-store.ts'
import { recordHistory } from '../catalogue/history-store.ts'
import { addDataset, keepDescription } from '../catalogue/store.ts'
import type { Dataset, Description } from '../dataset.ts'
import { readWaitingJob } from '../ingest/read-waiting.ts'
import { addVersion, versionsOf } from '../ingest/store.ts'
import { refuseRecalledBytes } from '../recall/refuse-recalled.ts'
import { findDatasetById, lockDataset } from '../store.ts'
import type { ColumnType, Overrides } from '../table-schema.ts'
import { describeOwn, titleOf } from './describe-own.ts'
import { keepNewest, keepPlace, type OwnRow } from './store.ts'
import { fileName } from './write-file.ts'

type TxContext = Context & { tx: Tx }

/** Before the name with which a room declares it: names of datasets stand in addresses, and institutions choose theirs freely. */
export const PREFIX = 'punte-'

interface File {
  sha256: string
  size: number
  firstDay: PlainDay | null
}

/**
 * The file becomes the next version of its dataset, which is made or described anew where that is needed. The same bytes as the newest version's
 * are that version.
 *
 * @throws RuleBroken open-data.recall.same-bytes
 */
export async function keepFile(ctx: TxContext, own: OwnDataset, row: OwnRow, file: File): Promise<void> {
  const { dataset, distributionId } = await placeOf(ctx, own, row, file.firstDay)
  // Somebody had a reason.
  if (dataset.state === 'withdrawn') return
  const { sha256, size } = file
  await refuseRecalledBytes(ctx, dataset, sha256)
  const [newest] = await versionsOf(ctx.tx, distributionId, 1)
  const isNew = newest?.sha256 !== sha256 || newest.state === 'failed' || newest.state === 'recalled'
  if (!isNew) return
  const version = await addVersion(ctx.tx, {
    ...{ id: newId(ctx.now), distributionId, fileName: fileName(own.name), sha256, size },
    ...{ overrides: readAs(own.entry), createdBy: null, now: ctx.now },
  })
  await keepNewest(ctx.tx, own.name, version.id)
  await enqueue(ctx.tx, readWaitingJob, null)
}

/** The dataset, locked and described as its declaration says now, and its only distribution. */
async function placeOf(
  ctx: TxContext,
  { name, entry }: OwnDataset,
  row: OwnRow,
  firstDay: PlainDay | null,
): Promise<{ dataset: Dataset; distributionId: string }> {
  const country = ctx.places.path(ctx.places.units()[0]?.key ?? '')[0]?.key ?? ''
  const known = row.datasetId && row.distributionId ? await findDatasetById(ctx.tx, row.datasetId) : undefined
  const from = earliest(known?.coversFrom ?? null, firstDay) ?? dayOf(ctx.now, ctx.timeZone)
  const said = await describeOwn(ctx, entry, country, from)
  if (known) {
    const dataset = (await lockDataset(ctx.tx, known.name)) as Dataset
    await describeAgain(ctx, dataset, said)
    return { dataset, distributionId: row.distributionId as string }
  }
  const [id, distributionId] = [newId(ctx.now), newId(ctx.now)]
  const organisationId = await platformOrganisation(ctx.tx, country, ctx.now)
  const called = await addUnder(ctx, `${PREFIX}${name}`, { ...said, id, organisationId })
  const nothing = { description: {}, url: null, format: null, licence: null }
  const title = titleOf(ctx, entry)
  await addDistribution(ctx.tx, { ...nothing, title, id: distributionId, datasetId: id, now: ctx.now })
  await recordHistory(ctx.tx, { datasetId: id, act: 'create', accountId: null, now: ctx.now })
  await keepPlace(ctx.tx, name, { datasetId: id, distributionId })
  return { dataset: (await lockDataset(ctx.tx, called)) as Dataset, distributionId }
}

/** Where an institution has taken the name, a number follows it. */
async function addUnder(
  ctx: TxContext,
  name: string,
  dataset: Description & { id: string; organisationId: string },
): Promise<string> {
  for (let n = 1; ; n++) {
    const called = n === 1 ? name : `${name}-${n}`
    if (await addDataset(ctx.tx, { ...dataset, name: called, createdBy: null, now: ctx.now })) return called
  }
}

/** Its words are the code's: a newer release may say them in another way. */
async function describeAgain(ctx: TxContext, dataset: Dataset, said: Description): Promise<void> {
  const same = Object.entries(said).every(([field, value]) =>
    isDeepStrictEqual(dataset[field as keyof Description], value),
  )
  if (same) return
  await keepDescription(ctx.tx, dataset.id, said, ctx.now)
  await recordHistory(ctx.tx, { datasetId: dataset.id, act: 'describe', accountId: null, now: ctx.now })
}

const earliest = (one: PlainDay | null, other: PlainDay | null) => (one && other && one < other ? one : (other ?? one))

/** We wrote it: nothing in it is guessed. */
function readAs<Row>(entry: CatalogueEntry<Row>): Overrides {
  const columns = Object.fromEntries(catalogueColumns(entry).map(({ name, type }) => [name, formats[type]]))
  return { encoding: 'utf-8', delimiter: ',', preamble: 0, headerRows: 1, totals: 0, columns }
}

const formats: Record<DatasetColumn['type'], { type: ColumnType; format?: { pattern?: string; decimal?: '.' } }> = {
  text: { type: 'string' },
  code: { type: 'string' },
  list: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number', format: { decimal: '.' } },
  day: { type: 'date', format: { pattern: 'yyyy-mm-dd' } },
}
