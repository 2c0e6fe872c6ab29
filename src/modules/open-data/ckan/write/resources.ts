import { isDeepStrictEqual } from 'node:util'
import { InvalidInput } from '#kernel/errors.ts'
import { ArrivedFile } from '#kernel/files/arrived-file.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { addFile, changeFile, removeFile } from '../../catalogue/describe/change-files.ts'
import { lockToChange } from '../../catalogue/describe/describe-dataset.ts'
import { fileForm } from '../../catalogue/describe/fields.ts'
import type { Dataset, Distribution } from '../../dataset.ts'
import { MOST_BYTES } from '../../ingest/fields.ts'
import { keepArrived } from '../../ingest/send-file.ts'
import { findDataset } from '../../store.ts'
import { denied, type Input, invalid, notFound, type WritingAction } from '../action.ts'
import { findPackage, lockPackage } from '../packages/find-package.ts'
import { packageView } from '../packages/package-view.ts'
import { neededText } from '../read-fields.ts'
import type { Package } from '../store.ts'
import { publishOnceRead } from './publish.ts'
import { readResource } from './read-resource.ts'
import { keepResourceExtras, placeOfResource } from './store.ts'

const TAKES =
  'name, description, format, url, or a file as the part "upload" of a form (multipart/form-data). Keys that are not known are kept and given back.'

export const resourceCreate: WritingAction = {
  help: `Adds a resource to a dataset. package_id: id or name; ${TAKES} A file is read soon after; it is published then, if the token may publish and the rules allow.`,
  writes: true,
  async run(ctx, input) {
    const found = await findPackage(ctx, neededText(input, 'package_id'))
    if (!found) throw notFound('Dataset was not found.')
    const id = await addResource(ctx, found.dataset.name, input)
    return shownResource(ctx, found.dataset.name, id)
  },
}

export const resourceUpdate: WritingAction = {
  help: `Replaces what a resource says of itself; a file becomes its next version. id; ${TAKES}`,
  writes: true,
  run: (ctx, input) => change(ctx, input, (_now, said) => said),
}

export const resourcePatch: WritingAction = {
  help: `Changes some keys of a resource; a file becomes its next version. id; ${TAKES}`,
  writes: true,
  run: (ctx, input) => change(ctx, input, (now, said) => ({ ...now, ...said })),
}

export const resourceDelete: WritingAction = {
  help: 'Takes a resource out of its dataset; what was published of it stays in the history. id.',
  writes: true,
  async run(ctx, input) {
    const { dataset, distribution } = await placeOf(ctx, input)
    await removeFile(ctx, { dataset: dataset.name, distribution })
    return null
  },
}

/** @returns the id of the resource */
export async function addResource(ctx: WriteContext, dataset: string, input: Input): Promise<string> {
  const file = fileOf(input)
  const said = readResource(input, { isUpload: file !== null, ownUrl: isOwnUrl(ctx) })
  const distribution = await addFile(ctx, { dataset }, formOf(said.raw))
  await keepResourceExtras(ctx.tx, distribution, said.extras)
  if (file) await send(ctx, dataset, distribution, file)
  return distribution
}

/** Those that are not sent are removed; those with an id of the dataset are changed, the others added; a further sheet is no file of its own. */
export async function replaceResources(
  ctx: WriteContext,
  { dataset, distributions, tables }: Package,
  all: Input[],
): Promise<void> {
  const sheets = new Map(tables.map(({ id, distributionId }) => [id, distributionId]))
  const placed = all.map((input) => ({ input, id: typeof input.id === 'string' ? input.id : '' }))
  const kept = new Set(placed.map(({ id }) => sheets.get(id) ?? id))
  for (const { id } of distributions)
    if (!kept.has(id)) await removeFile(ctx, { dataset: dataset.name, distribution: id })
  for (const { input, id } of placed) {
    const held = distributions.find((one) => one.id === id)
    if (held) await changeTo(ctx, dataset, held, input)
    else if (!sheets.has(id)) await addResource(ctx, dataset.name, input)
  }
}

async function change(ctx: WriteContext, input: Input, whole: (now: Input, said: Input) => Input): Promise<unknown> {
  const { found, dataset, distribution } = await placeOf(ctx, input)
  const held = found.distributions.find(({ id }) => id === distribution) as Distribution
  const now = packageView(ctx, found).resources.find(({ id }) => id === distribution) as Input
  await changeTo(ctx, dataset, held, whole(now, input))
  return shownResource(ctx, dataset.name, distribution)
}

/** Keys that nobody here knows are written by those who may change the rest. */
async function changeTo(
  ctx: WriteContext,
  { name: dataset }: Dataset,
  held: Distribution,
  input: Input,
): Promise<void> {
  const file = fileOf(input)
  const isUpload = file !== null || (held.url === null && held.currentVersionId !== null)
  const said = readResource(input, { isUpload, ownUrl: isOwnUrl(ctx) })
  const form = formOf(said.raw)
  const ref = { dataset, distribution: held.id }
  const next = {
    title: form.titleRo,
    url: form.url,
    format: form.format ?? held.format,
    description: form.descriptionRo,
  }
  const before = { title: held.title.ro, url: held.url, format: held.format, description: held.description.ro ?? null }
  if (
    !isDeepStrictEqual(next, before) ||
    form.titleRu !== (held.title.ru ?? null) ||
    form.titleEn !== (held.title.en ?? null)
  )
    await changeFile(ctx, ref, {
      ...form,
      format: next.format as typeof form.format,
      licence: held.licence as typeof form.licence,
      // CKAN has one description; those in other languages stay.
      descriptionRu: held.description.ru ?? null,
      descriptionEn: held.description.en ?? null,
    })
  if (!isDeepStrictEqual(said.extras, held.extras)) {
    await lockToChange(ctx, dataset)
    await keepResourceExtras(ctx.tx, held.id, said.extras)
  }
  if (file) await send(ctx, dataset, held.id, file)
}

async function send(ctx: WriteContext, dataset: string, distribution: string, file: ArrivedFile): Promise<void> {
  const version = await keepArrived(ctx, { dataset, distribution }, { file })
  await publishOnceRead(ctx, (await findDataset(ctx.tx, dataset)) as Dataset, version)
}

/** @throws CkanError, InvalidInput */
function fileOf({ upload }: Input): ArrivedFile | null {
  if (upload === undefined || upload === null || upload === '') return null
  if (!(upload instanceof ArrivedFile)) throw invalid('upload', 'Must be a file of a form (multipart/form-data)')
  if (upload.size === 0 && upload.name === '') return null
  if (upload.cut) throw invalid('upload', `A file has at most ${MOST_BYTES} bytes`)
  if (upload.size === 0) throw invalid('upload', 'The file is empty')
  return upload
}

function formOf(raw: Record<string, unknown>) {
  const read = fileForm.read(raw)
  if ('errors' in read)
    throw new InvalidInput(read.errors.map(({ field, text }) => ({ field: inCkan[field] ?? field, text })))
  return read.value
}

const inCkan: Record<string, string> = {
  titleRo: 'name',
  titleRu: 'name_translated',
  titleEn: 'name_translated',
  descriptionRo: 'description',
}

function isOwnUrl({ publicUrl }: WriteContext): (url: string) => boolean {
  return (url) => url.startsWith(`${publicUrl}/dataset/`) || url.startsWith(`${publicUrl}/datastore/dump/`)
}

/** @throws CkanError */
async function placeOf(ctx: WriteContext, input: Input) {
  const id = neededText(input, 'id').toLowerCase()
  const place = isId(id) ? await placeOfResource(ctx.tx, id) : undefined
  const found = place && (await lockPackage(ctx, place.dataset))
  // Another program may have taken it away until it was ours to lock.
  if (!place || !found?.distributions.some((one) => one.id === place.distribution))
    throw notFound('Resource was not found.')
  if (place.distribution !== id) throw denied(`this is a sheet of the file ${place.distribution}: change that.`)
  return { found, dataset: found.dataset, distribution: place.distribution }
}

async function shownResource(ctx: WriteContext, dataset: string, id: string): Promise<unknown> {
  const found = (await findPackage(ctx, dataset)) as Package
  return packageView(ctx, found).resources.find((one) => one.id === id)
}
