import type { ComponentChildren } from 'preact'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { QueueTable, type QueueTableProps } from '#ui/components/QueueTable.tsx'
import { WorkPage } from './work-page.tsx'

interface Props<Row> extends Omit<QueueTableProps<Row>, 'caption' | 'captionHidden' | 'rows'> {
  /** Of the page; also what the table is called. */
  name: string
  lead: string
  meta?: string
  /** What waits: all of it, or from here on. */
  reply: { items: Row[]; next?: string | null; first?: boolean }
  /** Filters that are on. */
  filters?: Record<string, unknown>
  /** Where nothing waits: that it does not, and where one may go instead of to the hub. */
  empty: { title: string; next?: ComponentChildren }
  /** Above the list: filters, or what is more urgent. */
  children?: ComponentChildren
}

/** A page of a workspace that lists what waits, a part at a time, each with the way to where it is decided. */
export function WorkQueuePage<Row>(props: Props<Row>) {
  const { view, name, lead, meta, reply, filters, empty, children, ...table } = props
  const address = (after: string | null) => view.href(view.path) + searchOfRead({ ...filters, after })
  return (
    <WorkPage view={view} title={name} lead={lead} meta={meta}>
      {children}
      {reply.items.length === 0 ? (
        <EmptyState title={empty.title} next={empty.next ?? <a href={view.href('/work')}>{view.t('work.title')}</a>} />
      ) : (
        <QueueTable view={view} caption={name} captionHidden rows={reply.items} {...table} />
      )}
      <Pagination
        view={view}
        next={reply.next ? address(reply.next) : undefined}
        first={reply.first === false ? address(null) : undefined}
      />
    </WorkPage>
  )
}
