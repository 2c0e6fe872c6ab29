import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { SignatoriesView } from '../replies.ts'

/** Those who asked to be seen. Search engines are asked to stay away: a name here must not follow its bearer for years. */
export function SignatoriesPage({ reply, view }: { reply: SignatoriesView; view: View }) {
  const { t } = view
  const { petition } = reply
  const path = `/petitions/${petition.number}-${petition.slug}`
  return (
    <Page view={view} title={t('petitions.signing.signatories')} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/petitions', label: t('petitions.nav') },
            { path, label: petition.title },
          ]}
        />
        <div class="stack">
          <Heading
            title={t('petitions.signing.signatories')}
            lead={reply.shown ? t('petitions.signing.signatories.lead', { count: reply.total }) : undefined}
            meta={
              reply.shown && reply.until
                ? t('petitions.signing.signatories.until', { day: view.date(reply.until) })
                : undefined
            }
          />
          {reply.items.length === 0 ? (
            <EmptyState
              title={t(reply.shown ? 'petitions.signing.signatories.empty' : 'petitions.signing.signatories.over')}
              next={<a href={view.href(path)}>{t('petitions.receipt.back')}</a>}
            />
          ) : (
            <Table
              caption={t('petitions.signing.signatories')}
              captionHidden
              rows={reply.items.map((item, at) => ({ ...item, at }))}
              rowKey={({ at }) => at}
              columns={[
                { key: 'name', header: t('petitions.name'), cell: ({ name }) => name, names: true },
                { key: 'unit', header: t('petitions.unit'), cell: ({ unit }) => unit.name },
              ]}
            />
          )}
          <Pagination
            view={view}
            next={reply.next ? view.href(`/petitions/${petition.number}/signatories?after=${reply.next}`) : undefined}
          />
        </div>
      </Wrap>
    </Page>
  )
}
