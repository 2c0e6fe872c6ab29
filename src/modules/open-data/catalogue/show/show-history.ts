import { placeLabel } from '#commons/places/label.ts'
import type { Context } from '#kernel/http/context.ts'
import type { AccessRights } from '../../dataset.ts'
import { type HistoryAct, historyOf } from '../history-store.ts'
import { type Said, saidIn } from '../said-in.ts'
import { nameOfCode } from '../vocabularies/names.ts'
import { changesBetween, type InWords } from './changes-between.ts'
import type { DatasetHistory } from './replies.ts'
import { publicDataset } from './show-dataset.ts'

/** What happened to a dataset since it is public, and what each change changed; how it came about before is nobody's business. */
export async function showHistory(ctx: Context, { dataset: name }: { dataset: string }): Promise<DatasetHistory> {
  const dataset = await publicDataset(ctx, name)
  const all = await historyOf(ctx.db, dataset.id)
  const first = all.findIndex(({ act }) => act === 'publish')
  const words = inWords(ctx)
  const since = first < 0 ? [] : all.slice(first)
  const entries = since.map(({ seq, at, act, described }, n) => {
    const before = all[first + n - 1]
    return {
      seq,
      at: at.toISOString(),
      act,
      reason: tellsWhy.has(act) ? described.reason : null,
      changes: n === 0 || !before ? [] : changesBetween(before.described, described, words),
    }
  })
  return { name, title: saidIn(dataset.title, ctx.lang) as Said, entries: entries.reverse() }
}

/** Their reasons are for everybody; why something was given back is not. */
const tellsWhy: ReadonlySet<HistoryAct> = new Set(['withdraw', 'recall', 'correct'])

function inWords(ctx: Context): InWords {
  const t = ctx.translate(ctx.lang)
  return {
    code: (vocabulary, code) => nameOfCode(t, vocabulary, code),
    place: (key) => (ctx.places.find(key) ? placeLabel(ctx, key) : key),
    access: (rights) => t(`open-data.catalogue.access.${rights as AccessRights}`),
  }
}
