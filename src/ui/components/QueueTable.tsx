import { FROM, type View } from '#kernel/i18n/view.ts'
import { type Column, Table, type TableProps } from './Table.tsx'

export interface QueueTableProps<Row> extends Omit<TableProps<Row>, 'rowClass'> {
  view: View
  /** Where a row is decided. */
  href: (row: Row) => string
  /** Words of the link; becomes the first column. */
  title: (row: Row) => string
  titleHeader: string
  /** Of titles that people wrote. */
  titleLang?: ((row: Row) => string) | undefined
}

/** A dense list of work. With scripts, J and K move between rows while the table has the focus, and Enter opens one. */
export function QueueTable<Row>({
  view,
  href,
  title,
  titleHeader,
  titleLang,
  columns,
  ...table
}: QueueTableProps<Row>) {
  const first: Column<Row> = {
    key: 'title',
    header: titleHeader,
    names: true,
    cell: (row) => (
      <a class="queue-link" href={fromHere(view, href(row))} lang={titleLang?.(row)} data-row>
        {title(row)}
      </a>
    ),
  }
  return (
    <div class="queue" data-queue>
      <Table {...table} columns={[first, ...columns]} rowClass="queue-row" />
      <p class="queue-hint" hidden data-queue-hint>
        <kbd>J</kbd> <kbd>K</kbd> {view.t('ui.queue.move')} · <kbd>Enter</kbd> {view.t('ui.queue.open')}
      </p>
    </div>
  )
}

/** Something in the list that this page is, opened so that its page leads back to the list as it is now, filters and all. */
export function fromHere(view: View, href: string): string {
  const list = view.href(view.path)
  return view.search && href.startsWith(`${list}/`)
    ? `${href}?${FROM}=${encodeURIComponent(view.path + view.search)}`
    : href
}
