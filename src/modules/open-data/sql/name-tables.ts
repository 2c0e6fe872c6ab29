import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { freshIndex } from '../catalogue/find/fresh-index.ts'
import { NOT_SPECIFIED } from '../catalogue/vocabularies/licences.ts'
import { distributionsOfAll, type PublicTable, publicTablesOfAll, publishedDatasets } from '../store.ts'
import { nameOfTable } from './addresses.ts'
import type { NamedTableView } from './replies.ts'
import { idsOfPublished } from './store.ts'

/** Datasets that are looked through for tables, and the tables that are offered of them. */
const MOST_DATASETS = 20
const MOST_OFFERED = 20

type Table = Omit<PublicTable, 'columns'>

/** Tables that a reader may want to ask: of the datasets found by some words, else of those that changed last. */
export async function offerTables(ctx: Context, words: string | null): Promise<NamedTableView[]> {
  const index = await freshIndex(ctx.db)
  const { items } = index.search({
    q: words,
    filters: {},
    sort: words === null ? 'newest' : 'best',
    lang: ctx.lang,
    from: 0,
    limit: MOST_DATASETS,
  })
  const ids = await idsOfPublished(
    ctx.db,
    items.map(({ name }) => name),
  )
  const all = await publicTablesOfAll(ctx.db, ids)
  const tables = all.toSorted((a, b) => ids.indexOf(a.datasetId) - ids.indexOf(b.datasetId))
  return nameTables(ctx, tables.slice(0, MOST_OFFERED))
}

/** What questions call tables, and what people do. */
export async function nameTables(ctx: Context, tables: Table[]): Promise<NamedTableView[]> {
  const ids = [...new Set(tables.map(({ datasetId }) => datasetId))]
  const [datasets, distributions, siblings] = await Promise.all([
    publishedDatasets(ctx.db, ids),
    distributionsOfAll(ctx.db, ids),
    publicTablesOfAll(ctx.db, ids),
  ])
  const titleOf = (list: { id: string; title: Parameters<typeof inLang>[0] }[], id: string) => {
    const found = list.find((one) => one.id === id)
    return found ? inLang(found.title, ctx.lang) : ''
  }
  return tables.map(({ id, sheet, dataset, datasetId, distributionId, rows, seq }) => {
    const all = siblings.filter((one) => one.datasetId === datasetId)
    const position = all.findIndex((one) => one.id === id) + 1
    return {
      id,
      // A version may have a table that the newest has not.
      name: position > 0 ? nameOfTable({ dataset, position, of: all.length }) : id,
      title: titleOf(distributions, distributionId),
      sheet,
      dataset: { name: dataset, title: titleOf(datasets, datasetId) },
      licence:
        distributions.find((one) => one.id === distributionId)?.licence ??
        datasets.find((one) => one.id === datasetId)?.licence ??
        NOT_SPECIFIED,
      rows,
      seq,
    }
  })
}
