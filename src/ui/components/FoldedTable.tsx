import { Details } from './Details.tsx'
import { Table, type TableProps } from './Table.tsx'

export interface FoldedTableProps<Row> extends TableProps<Row> {
  /** So many rows are seen at once. */
  first: number
  /** Says how many more there are, and of what. */
  more: (count: number) => string
}

/** A table whose first rows say most of it; the others are folded under it, and unfolded on paper. */
export function FoldedTable<Row>({ first, more, ...table }: FoldedTableProps<Row>) {
  const { rows } = table
  if (rows.length <= first) return <Table {...table} />
  return (
    <div class="stack">
      <Table {...table} rows={rows.slice(0, first)} />
      <Details summary={more(rows.length - first)} printed>
        <Table {...table} rows={rows.slice(first)} captionHidden />
      </Details>
    </div>
  )
}
