import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => ComponentChildren
  /** Figures: aligned at the end. */
  numeric?: boolean | undefined
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
}

/** Rows and columns; a wide one scrolls in a region that the keyboard reaches. */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, rowClass }: TableProps<Row>) {
  return (
    // A region that scrolls must be reached by the keyboard (WCAG 2.1.1).
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class="ds-table table">
        <caption class={captionHidden ? 'ds-sr-only' : 'table-caption'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, numeric }) => (
              <th key={key} scope="col" class={numeric ? 'table-numeric' : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} class={rowClass}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.names) {
    return (
      <th scope="row" class="table-row-head">
        {column.cell(row)}
      </th>
    )
  }
  return <td class={column.numeric ? 'table-numeric' : undefined}>{column.cell(row)}</td>
}
