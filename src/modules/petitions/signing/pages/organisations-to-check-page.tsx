import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { OrganisationsToCheckView } from '../replies.ts'

/** Organisations that support petitions, for the moderators of their places. */
export function OrganisationsToCheckPage({ reply, view }: { reply: OrganisationsToCheckView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.signing.to-check.title')} noindex>
      <Wrap>
        <div class="stack">
          <WorkCrumbs view={view} />
          <Heading title={t('petitions.signing.to-check.title')} lead={t('petitions.signing.to-check.lead')} />
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('petitions.signing.to-check.empty')}
              next={<a href={view.href('/petitions')}>{t('petitions.nav')}</a>}
            />
          ) : (
            <Table
              caption={t('petitions.signing.to-check.title')}
              captionHidden
              rows={reply.items}
              rowKey={({ organisation }) => organisation.id}
              columns={[
                {
                  key: 'name',
                  header: t('petitions.signing.organisation.name'),
                  names: true,
                  cell: ({ organisation, petition }) => (
                    <a
                      href={view.href(
                        `/petitions/${petition.number}/supporting-organisations/${organisation.id}/removal`,
                      )}
                    >
                      {organisation.name}
                    </a>
                  ),
                },
                { key: 'idno', header: t('petitions.signing.idno'), cell: ({ organisation }) => organisation.idno },
                {
                  key: 'mandate',
                  header: t('petitions.signing.organisation.mandate'),
                  cell: ({ organisation }) => organisation.mandate,
                },
                {
                  key: 'petition',
                  header: t('petitions.petition'),
                  cell: ({ petition }) => (
                    <a href={view.href(`/petitions/${petition.number}-${petition.slug}`)} lang={petition.lang}>
                      {petition.title}
                    </a>
                  ),
                },
                { key: 'day', header: t('petitions.signing.to-check.day'), cell: ({ addedOn }) => view.date(addedOn) },
              ]}
            />
          )}
          <Pagination
            view={view}
            next={reply.next ? view.href(`/work/supporting-organisations?after=${reply.next}`) : undefined}
          />
        </div>
      </Wrap>
    </Page>
  )
}
