import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { distributionsOf } from '../../store.ts'
import { ownDataset } from '../permissions.ts'
import type { FileRef } from './change-files.ts'
import type { DatasetRef } from './describe-dataset.ts'
import type { FileDesk } from './replies.ts'
import { headOf, inAll } from './show-desk.ts'

export async function showNewFile(ctx: Context, { dataset: name }: DatasetRef): Promise<FileDesk> {
  const { dataset } = await ownDataset(ctx, name)
  return { dataset: headOf(dataset, ctx.lang), file: null }
}

/** @throws NotFound also for a file that was removed */
export async function showFile(ctx: Context, { dataset: name, distribution }: FileRef): Promise<FileDesk> {
  const { dataset } = await ownDataset(ctx, name)
  const file = (await distributionsOf(ctx.db, dataset.id)).find(({ id }) => id === distribution)
  if (!file) throw new NotFound()
  const { id, title, description, url, format, licence } = file
  return {
    dataset: headOf(dataset, ctx.lang),
    file: { id, titles: inAll(title), descriptions: inAll(description), url, format, licence },
  }
}
