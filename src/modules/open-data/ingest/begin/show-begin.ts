import type { Context } from '#kernel/http/context.ts'
import { headOf, showNew } from '../../catalogue/describe/show-desk.ts'
import { MOST_BYTES } from '../fields.ts'
import type { BeginView } from '../replies.ts'
import { mayAddFile } from './begin-with-file.ts'

/** What is asked of who begins a dataset with a file. @throws SignInNeeded, Forbidden */
export async function showBegin(ctx: Context): Promise<BeginView> {
  const { institutions } = await showNew(ctx)
  return { dataset: null, institutions, mostBytes: MOST_BYTES }
}

/** The same of one that is there. @throws as {@link mayAddFile} */
export async function showAdding(ctx: Context, ref: { dataset: string }): Promise<BeginView> {
  const { dataset } = await mayAddFile(ctx, ref)
  const { name, title } = headOf(dataset, ctx.lang)
  return { dataset: { name, title }, institutions: [], mostBytes: MOST_BYTES }
}
