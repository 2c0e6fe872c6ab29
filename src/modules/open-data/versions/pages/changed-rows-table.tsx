import type { View } from '#kernel/i18n/view.ts'
import type { Cell } from '../../engine/table-query.ts'
import { cellInWords, isNumeric } from '../../ingest/tables/cell-in-words.ts'
import type { Column } from '../../table-schema.ts'
import type { ChangesView } from '../replies.ts'

type Item = ChangesView['items'][number]
type ColumnLike = Pick<Column, 'name' | 'title' | 'type'>

/** A column of the page, and where its cells are in each version. */
interface Shown {
  column: ColumnLike
  before: { at: number; column: ColumnLike } | null
  after: { at: number; column: ColumnLike } | null
}

/** Rows that came, went or changed: the columns by which they are known first; where a cell changed, what went and what came. */
export function ChangedRowsTable({ reply, view, caption }: { reply: ChangesView; view: View; caption: string }) {
  const { t } = view
  const columns = shownColumns(reply)
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class="ds-table table table-data">
        <caption class="ds-sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="table-numeric">
              {t('open-data.ingest.row-number')}
            </th>
            {columns.map(({ column }) => (
              <th key={column.name} scope="col" class={isNumeric(column.type) ? 'table-numeric' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reply.items.map((item) => (
            <tr key={`${item.row.before} ${item.row.after}`}>
              <th scope="row" class="table-row-head table-numeric">
                {view.number(item.row.after ?? item.row.before ?? 0)}
              </th>
              {columns.map((shown) => (
                <td key={shown.column.name} class={isNumeric(shown.column.type) ? 'table-numeric' : undefined}>
                  <CellOf item={item} shown={shown} view={view} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function shownColumns({ columns, key, kind }: ChangesView): Shown[] {
  if (!columns) return []
  const { before, after } = columns
  const place = (among: ColumnLike[], name: string) => {
    const at = among.findIndex((column) => column.name === name)
    return at < 0 ? null : { at, column: among[at] as ColumnLike }
  }
  const own = kind === 'removed' ? before : after
  const others = kind === 'changed' ? before.filter(({ name }) => place(after, name) === null) : []
  const named = new Set(key?.columns.map(({ name }) => name))
  return [...own, ...others]
    .toSorted((a, b) => Number(named.has(b.name)) - Number(named.has(a.name)))
    .map((column) => ({ column, before: place(before, column.name), after: place(after, column.name) }))
}

/** Read aloud, it says what was there and what is; its look only repeats it. */
function CellOf({ item, shown, view }: { item: Item; shown: Shown; view: View }) {
  const { t } = view
  const words = (cells: Cell[] | null, place: Shown['before']) =>
    cells && place ? cellInWords(view, place.column, cells[place.at] ?? null) : ''
  const [was, is] = [words(item.before, shown.before), words(item.after, shown.after)]
  if (!item.changed.includes(shown.column.name)) return <>{item.after && shown.after ? is : was}</>
  return (
    <>
      <del>
        <span class="ds-sr-only">{t('open-data.versions.cell.was')} </span>
        {was || t('open-data.versions.cell.empty')}
      </del>{' '}
      <ins>
        <span class="ds-sr-only">{t('open-data.versions.cell.is')} </span>
        {is || t('open-data.versions.cell.empty')}
      </ins>
    </>
  )
}
