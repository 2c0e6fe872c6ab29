import type { Context } from '#kernel/http/context.ts'
import { type Said, saidIn } from '../catalogue/said-in.ts'
import type { InSeries } from './replies.ts'
import { type Member, publicOnes } from './series.ts'
import { membersOf, seriesOfDatasets } from './store.ts'

/** For the page of a dataset: its series and what stands before and after it there; null where it is in none. */
export async function inSeries(ctx: Context, datasetId: string): Promise<InSeries | null> {
  const series = (await seriesOfDatasets(ctx.db, [datasetId])).get(datasetId)
  if (!series) return null
  const members = await membersOf(ctx.db, [series.id])
  const at = members.findIndex((one) => one.datasetId === datasetId)
  const shown = (one: Member | undefined) =>
    one ? { name: one.name, title: saidIn(one.title, ctx.lang) as Said } : null
  return {
    name: series.name,
    title: saidIn(series.title, ctx.lang) as Said,
    previous: shown(publicOnes(members.slice(0, at)).at(-1)),
    next: shown(publicOnes(members.slice(at + 1))[0]),
  }
}
