import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => ComponentChildren
  /** Figures: aligned at the end. */
  numeric?: boolean | undefined
  /** Short words that belong together, such as a day. */
  unbroken?: boolean | undefined
  /** The column that names the row. */
  names?: boolean | undefined
}

export interface TableProps<Row> {
  /** What the table holds; also the name of the region that scrolls. */
  caption: string
  captionHidden?: boolean | undefined
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string | number
  rowClass?: string | undefined
  /** Three columns of few letters each, which a phone shows beside each other. */
  narrow?: boolean | undefined
}

/**
 * Rows and columns. Where there is little room, a row becomes a card that says the head of each cell; a name with one
 * figure fits as it is. What is still too wide scrolls in a region that the keyboard reaches and whose edge is shaded.
 */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, rowClass, narrow }: TableProps<Row>) {
  const asCards = columns.length > 2 && !narrow
  const role = (name: 'table' | 'rowgroup' | 'row' | 'columnheader') => (asCards ? { role: name } : {})
  return (
    // A region that scrolls must be reached by the keyboard (WCAG 2.1.1).
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class={asCards ? 'ds-table table table-cards' : 'ds-table table'} {...role('table')}>
        <caption class={captionHidden ? 'ds-sr-only' : 'table-caption'}>{caption}</caption>
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {columns.map(({ key, header, numeric }) => (
              <th key={key} scope="col" class={numeric ? 'table-numeric' : undefined} {...role('columnheader')}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {rows.map((row) => (
            <tr key={rowKey(row)} class={rowClass} {...role('row')}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} asCards={asCards} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

// Browsers forget that rows and cells are such once they are laid out otherwise: the roles say it again.
function Cell<Row>({ column, row, asCards }: { column: Column<Row>; row: Row; asCards: boolean }) {
  const { header, names, numeric, unbroken, cell } = column
  if (names) {
    return (
      <th scope="row" class="table-row-head" {...(asCards && { role: 'rowheader' })}>
        {cell(row)}
      </th>
    )
  }
  return (
    <td
      class={numeric ? 'table-numeric' : unbroken ? 'table-unbroken' : undefined}
      {...(asCards && { role: 'cell', 'data-label': header })}
    >
      {cell(row)}
    </td>
  )
}
