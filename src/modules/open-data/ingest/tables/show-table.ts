import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { saidIn } from '../../catalogue/said-in.ts'
import { queryTable } from '../../engine/query-table.ts'
import { BadQuery } from '../../engine/refusals.ts'
import type { TablePage, TableQuery } from '../../engine/table-query.ts'
import { publicBasisOf } from '../../guard/public-basis.ts'
import { marksOf } from '../../recall/show-corrections.ts'
import type { PublicTable } from '../../store.ts'
import { asShown } from '../../table-schema.ts'
import { askedOfTable, filtersIn } from './asked-of-table.ts'
import { type Filter, PAGE_ROWS, sortIn, type tableQuery } from './fields.ts'
import { publicTable } from './public-table.ts'
import type { TableView } from './replies.ts'
import { type AroundTable, aroundTable } from './store.ts'

type Query = FormValue<(typeof tableQuery)['fields']>

/** A page of a public table, with what was asked of it. @throws NotFound */
export async function showTable(ctx: Context, { table: id }: { table: string }, query: Query): Promise<TableView> {
  const table = await publicTable(ctx, id, query.version)
  const added = filterOfForm(query, table)
  const page = query.page ?? 1
  const ask = (filters: Filter[]) =>
    rowsOf(ctx, table, {
      ...askedOfTable(query, filters),
      limit: PAGE_ROWS,
      offset: (page - 1) * PAGE_ROWS,
      total: true,
    })
  const before = filtersIn(query.filter)
  const [around, found] = await Promise.all([aroundTable(ctx.db, table), ask([...before, ...added])])
  // What cannot be understood goes back into its fields: it is no filter that is on.
  const typed = added.length > 0 && found.wrong === null ? null : typedIn(ctx, query, found.wrong)
  const filters = typed ? before : [...before, ...added]
  const total = found.total ?? 0
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS))
  if (page > pages) throw new NotFound()
  return {
    id: table.id,
    sheet: table.sheet,
    ...titlesOf(ctx, table, around),
    distribution: table.distributionId,
    institution: { slug: around.slug, name: inLang(around.institution, ctx.lang) },
    version: {
      seq: table.seq,
      isCurrent: table.isCurrent,
      publishedAt: around.publishedAt.toISOString(),
      fileName: around.fileName,
      sha256: around.fileSha256,
      size: around.fileSize,
      original: around.givesOriginal,
      rows: table.rows,
      rejected: table.rejected,
    },
    marks: await marksOf(ctx, table),
    basis: await publicBasisOf(ctx, table.versionId),
    current: around.currentSeq,
    columns: asShown(table.columns),
    items: found.rows.map(({ id: row, cells }) => ({ id: row ?? 0, cells })),
    total,
    page,
    pages,
    query: { version: query.version, q: query.q, sort: sortIn(query.sort), filters },
    wrong: found.wrong,
    typed,
  }
}

/** What a table and its dataset are called, each with the language that it is in. */
export function titlesOf(
  { lang }: Pick<Context, 'lang'>,
  { dataset }: Pick<PublicTable, 'dataset'>,
  { title, datasetTitle }: Pick<AroundTable, 'title' | 'datasetTitle'>,
) {
  const [own, whole] = [saidIn(title, lang), saidIn(datasetTitle, lang)]
  return {
    title: own?.text ?? '',
    titleLang: own?.lang ?? lang,
    dataset: { name: dataset, title: whole?.text ?? '', titleLang: whole?.lang ?? lang },
  }
}

/** A column alone asks nothing; `is` alone neither. Only texts have spellings: of all others the same is exactly the same. */
function filterOfForm({ column, is, value }: Query, { columns }: PublicTable): Filter[] {
  if (column === null || is === null) return []
  if (needsValue(is) && value === null) return []
  const isText = columns.some(({ name, type }) => name === column && type === 'string')
  return [{ column, is: is === 'same' && !isText ? 'eq' : is, value: needsValue(is) ? (value ?? '') : '' }]
}

const needsValue = (is: Filter['is']) => is !== 'empty' && is !== 'filled'

/** The filter of the form that is not whole, or that the table could not answer; null where there is none. */
function typedIn(ctx: Context, { column, is, value }: Query, wrong: string | null): TableView['typed'] {
  const t = ctx.translate(ctx.lang)
  if (column === null)
    return value === null ? null : { column, is, value, field: 'column', error: t('open-data.ingest.ask.column.which') }
  if (is !== null && needsValue(is) && value === null)
    return { column, is, value, field: 'value', error: t('open-data.ingest.ask.value.which') }
  return is !== null && wrong !== null ? { column, is, value, field: 'value', error: wrong } : null
}

/** What the table has not is told on the page, where it can be changed. */
async function rowsOf(
  ctx: Context,
  table: PublicTable,
  query: TableQuery,
): Promise<TablePage & { wrong: string | null }> {
  try {
    return { ...(await queryTable(ctx.tables, table, query)), wrong: null }
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error
    const words = error.errors.map(({ text }) => say(ctx.translate(ctx.lang), text)).join(' ')
    return { columns: table.columns, rows: [], total: 0, wrong: words }
  }
}
