import type { ArrivedFile } from '#kernel/files/arrived-file.ts'
import { plainName } from '#kernel/files/plain-name.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { canBeName } from '../../catalogue/dataset-path.ts'
import { addFile } from '../../catalogue/describe/change-files.ts'
import { createDataset } from '../../catalogue/describe/create-dataset.ts'
import { fileForm, newForm } from '../../catalogue/describe/fields.ts'
import { ownDataset, refuseHarvested, refuseWhileWaiting } from '../../catalogue/permissions.ts'
import { findDataset } from '../../store.ts'
import type { beginForm } from '../fields.ts'
import { countUpload, keepFile, type VersionRef } from '../send-file.ts'

/**
 * An officer sends a file of which nothing is said yet: it becomes a draft that is called as they say or as the file is, and is read soon after. What it
 * holds is described when its table is seen.
 *
 * @throws SignInNeeded, Forbidden; InvalidInput on `organisation`; TooMany
 */
export async function beginWithFile(
  ctx: WriteContext,
  { organisation, titleRo, file }: FormValue<(typeof beginForm)['fields']>,
): Promise<VersionRef> {
  const title = titleRo ?? titleOf(ctx, file)
  const name = await freeName(ctx, title)
  const form = newForm.read({ titleRo: title, name, ...(organisation !== null && { organisation }) })
  if ('errors' in form) throw new Error(`a draft cannot be called ${JSON.stringify(form.errors)}`)
  const dataset = await createDataset(ctx, form.value)
  return sendNewFile(ctx, { dataset: dataset.name }, { file })
}

/** Before a byte of it is taken. @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.catalogue.describe.in-review, open-data.harvest.read-only */
export async function mayAddFile(ctx: Context, { dataset: name }: { dataset: string }) {
  const own = await ownDataset(ctx, name)
  refuseWhileWaiting(own.dataset)
  refuseHarvested(own.dataset)
  return own
}

/** A further file of a dataset, called as it came. @throws as {@link mayAddFile}, TooMany */
export async function sendNewFile(
  ctx: WriteContext,
  { dataset }: { dataset: string },
  { file }: { file: ArrivedFile },
): Promise<VersionRef> {
  await countUpload(ctx)
  const form = fileForm.read({ titleRo: titleOf(ctx, file) })
  if ('errors' in form) throw new Error(`a file cannot be called ${JSON.stringify(form.errors)}`)
  const distribution = await addFile(ctx, { dataset }, form.value)
  return keepFile(ctx, { dataset, distribution }, file)
}

/** The file's name as words; what a title may not say, or says nothing, is called a file with data. */
function titleOf(ctx: Context, { name }: ArrivedFile): string {
  const words = plainName(name)
    .replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '')
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 200)
  const title = words.charAt(0).toUpperCase() + words.slice(1)
  return 'value' in newForm.read({ titleRo: title }) ? title : ctx.translate('ro')('open-data.ingest.begin.untitled')
}

/** An address that no dataset has yet. */
async function freeName(ctx: WriteContext, title: string): Promise<string> {
  const slug = slugOf(title, 'date')
  for (let n = 1; ; n++) {
    const name = n === 1 ? slug : `${slug}-${n}`
    if (canBeName(name) && !(await findDataset(ctx.tx, name))) return name
  }
}
