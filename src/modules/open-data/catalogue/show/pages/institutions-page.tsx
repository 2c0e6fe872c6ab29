import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Table } from '#ui/components/Table.tsx'
import { inventoryInWords } from '../../../inventory/pages/inventory-section.tsx'
import { pointsInWords, RatingPill } from '../../../score/pages/score-meter.tsx'
import type { InstitutionList } from '../replies.ts'

/** Who publishes, and how much of what can be said of the data is said. */
export function InstitutionsPage({ reply, view }: { reply: InstitutionList; view: View }) {
  const { t } = view
  return (
    <Page
      view={view}
      title={t('open-data.catalogue.institutions')}
      description={t('open-data.catalogue.institutions.lead')}
      origin={view.publicUrl}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data', label: t('open-data.catalogue.title') }]} />
        <div class="stack-wide">
          <Heading title={t('open-data.catalogue.institutions')} lead={t('open-data.catalogue.institutions.lead')} />
          <p>
            <a href={view.href('/data/inventory')}>{t('open-data.inventory.country.link')}</a>
          </p>
          {reply.items.length === 0 ? (
            <EmptyState
              title={t('open-data.catalogue.empty')}
              next={
                <ButtonLink kind="quiet" href={view.href('/authorities')}>
                  {t('open-data.catalogue.authorities')}
                </ButtonLink>
              }
            />
          ) : (
            <Table
              caption={t('open-data.catalogue.institutions')}
              captionHidden
              rows={reply.items}
              rowKey={({ slug }) => slug}
              columns={[
                {
                  key: 'name',
                  header: t('open-data.catalogue.facet.institution'),
                  names: true,
                  cell: ({ slug, name }) => <a href={view.href(`/data/institutions/${slug}`)}>{name}</a>,
                },
                {
                  key: 'points',
                  header: t('open-data.score.points'),
                  numeric: true,
                  cell: ({ points, rating }) =>
                    points === null || rating === null ? (
                      '–'
                    ) : (
                      <>
                        {pointsInWords(points, view)} <RatingPill rating={rating} view={view} />
                      </>
                    ),
                },
                {
                  key: 'described',
                  header: t('open-data.catalogue.described'),
                  numeric: true,
                  cell: (one) => describedInWords(one, view),
                },
                {
                  key: 'datasets',
                  header: t('open-data.catalogue.datasets'),
                  numeric: true,
                  cell: ({ datasets }) => view.number(datasets),
                },
                {
                  key: 'late',
                  header: t('open-data.catalogue.late-ones'),
                  numeric: true,
                  cell: ({ late }) => view.number(late),
                },
                {
                  key: 'inventory',
                  header: t('open-data.inventory.name'),
                  cell: ({ slug, name, inventory }) =>
                    inventory === null ? (
                      '–'
                    ) : (
                      <a href={view.href(`/data/institutions/${slug}/inventory`)}>
                        {inventoryInWords(inventory, view)}
                        <span class="ds-sr-only">: {name}</span>
                      </a>
                    ),
                },
              ]}
            />
          )}
          <p>
            <a href={view.href('/data/quality')}>{t('open-data.score.quality.link')}</a>
          </p>
          <p class="soft">{t('open-data.catalogue.described.how')}</p>
        </div>
      </Wrap>
    </Page>
  )
}

/** "27 din 30". */
export function describedInWords({ described, describable }: { described: number; describable: number }, view: View) {
  return view.t('open-data.catalogue.n-of-m', { n: view.number(described), m: view.number(describable) })
}
