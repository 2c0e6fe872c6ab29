import type { View } from '#kernel/i18n/view.ts'
import type { Cell } from '../../engine/table-query.ts'
import { titleWithUnit } from '../../title-with-unit.ts'
import type { ColumnView } from '../replies.ts'
import { cellInWords, isNumeric } from './cell-in-words.ts'

interface Props {
  view: View
  caption: string
  columns: ColumnView[]
  rows: { id: number; cells: Cell[] }[]
  /** By what they are sorted, and where they are sorted by another column; absent where they cannot be. */
  sorting?: {
    by: { column: string; descending: boolean } | null
    href(column: string, descending: boolean): string
  }
}

/** Rows as they are in the data. It may be far wider than a page: it scrolls in a region of its own, which the keyboard reaches. */
export function RowsTable({ view, caption, columns, rows, sorting }: Props) {
  const { t } = view
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class="ds-table table table-data">
        <caption class="ds-sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="table-numeric">
              {t('open-data.ingest.row-number')}
            </th>
            {columns.map((column) => (
              <Head key={column.name} column={column} view={view} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              <th scope="row" class="table-row-head table-numeric">
                {view.number(id)}
              </th>
              {columns.map((column, at) => (
                <td key={column.name} class={isNumeric(column.type) ? 'table-numeric' : undefined}>
                  {cellInWords(view, column, cells[at] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Head({ column, view, sorting }: { column: ColumnView; view: View; sorting: Props['sorting'] }) {
  const { name, type } = column
  const title = titleWithUnit(column)
  const by = sorting?.by?.column === name ? sorting.by : null
  return (
    <th
      scope="col"
      class={isNumeric(type) ? 'table-numeric' : undefined}
      aria-sort={by ? (by.descending ? 'descending' : 'ascending') : undefined}
    >
      {sorting ? (
        <a href={sorting.href(name, by !== null && !by.descending)} rel="nofollow">
          {title}
          {by && <span aria-hidden="true"> {by.descending ? '↓' : '↑'}</span>}
          <span class="ds-sr-only">
            {' '}
            {view.t(by && !by.descending ? 'open-data.ingest.sort.down' : 'open-data.ingest.sort.up')}
          </span>
        </a>
      ) : (
        title
      )}
    </th>
  )
}
