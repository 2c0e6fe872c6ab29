import { isDeepStrictEqual } from 'node:util'
import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Distribution } from '../../dataset.ts'
import { distributionsOf } from '../../store.ts'
import { addDistribution, keepFileDescription, setRemoved, swapPlaces } from '../distribution-store.ts'
import type { OwnDataset } from '../permissions.ts'
import { touchDataset } from '../store.ts'
import { type DatasetRef, lockToChange } from './describe-dataset.ts'
import { type fileForm, fileOf } from './fields.ts'
import { recordChange } from './record-change.ts'

export interface FileRef extends DatasetRef {
  distribution: string
}
type FileForm = FormValue<(typeof fileForm)['fields']>

/** Adds an address, a service, or a place for a file that is sent afterwards. @throws RuleBroken open-data.catalogue.describe.in-review */
export async function addFile(ctx: WriteContext, { dataset: name }: DatasetRef, form: FileForm): Promise<string> {
  const own = await lockToChange(ctx, name)
  const id = newId(ctx.now)
  await addDistribution(ctx.tx, { ...fileOf(form), id, datasetId: own.dataset.id, now: ctx.now })
  await keepChange(ctx, own, 'add-file', id)
  return id
}

export async function changeFile(ctx: WriteContext, ref: FileRef, form: FileForm): Promise<void> {
  const { own, file } = await lockFile(ctx, ref)
  const said = fileOf(form)
  if (Object.entries(said).every(([field, value]) => isDeepStrictEqual(file[field as keyof typeof said], value))) return
  await keepFileDescription(ctx.tx, file.id, said, ctx.now)
  await keepChange(ctx, own, 'change-file', file.id)
}

/** It is no longer shown; what was published of it stays in the public log and in the history. */
export async function removeFile(ctx: WriteContext, ref: FileRef): Promise<void> {
  const { own, file } = await lockFile(ctx, ref)
  await setRemoved(ctx.tx, file.id, ctx.now)
  await keepChange(ctx, own, 'remove-file', file.id)
}

/** One place up or down; the first cannot go up, nor the last down: then nothing happens. */
export async function moveFile(ctx: WriteContext, ref: FileRef, { to }: { to: 'up' | 'down' }): Promise<void> {
  const { own, file, all } = await lockFile(ctx, ref)
  const other = all[all.indexOf(file) + (to === 'up' ? -1 : 1)]
  if (!other) return
  await swapPlaces(ctx.tx, file.id, other.id)
  await keepChange(ctx, own, 'move-file', file.id)
}

async function lockFile(
  ctx: WriteContext,
  { dataset, distribution }: FileRef,
): Promise<{ own: OwnDataset; file: Distribution; all: Distribution[] }> {
  const own = await lockToChange(ctx, dataset)
  const all = await distributionsOf(ctx.tx, own.dataset.id)
  const file = all.find(({ id }) => id === distribution)
  if (!file) throw new NotFound()
  return { own, file, all }
}

async function keepChange(
  ctx: WriteContext,
  own: OwnDataset,
  act: 'add-file' | 'change-file' | 'remove-file' | 'move-file',
  id: string,
): Promise<void> {
  await touchDataset(ctx.tx, own.dataset.id, ctx.now)
  await recordChange(ctx, own, act, { data: { distribution: id } })
}
