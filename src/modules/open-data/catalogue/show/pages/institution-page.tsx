import { FollowLinks } from '#commons/notices/following/pages/follow-links.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { InventorySection } from '../../../inventory/pages/inventory-section.tsx'
import { pointsInWords, RatingPill } from '../../../score/pages/score-meter.tsx'
import { DatasetRows } from '../../find/pages/dataset-rows.tsx'
import type { InstitutionView } from '../replies.ts'
import { describedInWords } from './institutions-page.tsx'

interface Props {
  reply: InstitutionView
  view: View
}

/** One institution: its datasets, and what their descriptions do not say yet. */
export function InstitutionPage({ reply, view }: Props) {
  const { t } = view
  const { slug, name, datasets, items } = reply
  return (
    <ColumnPage
      view={view}
      title={t('open-data.catalogue.institution.title', { name })}
      heading={name}
      description={t('open-data.catalogue.institution.lead', { name })}
      origin={view.publicUrl}
      feed={{
        href: view.href(`/data/feed.atom?institution=${slug}`),
        title: t('open-data.catalogue.feed', { title: name }),
      }}
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: '/data/institutions', label: t('open-data.catalogue.institutions') },
      ]}
      lead={t('open-data.catalogue.total', { count: datasets })}
      meta={<a href={view.href(`/authorities/${slug}`)}>{t('open-data.catalogue.authority')}</a>}
    >
      <FollowLinks view={view} kind="data-institutions" subject={slug} />
      {datasets > 0 && <Described reply={reply} view={view} />}
      <InventorySection slug={slug} counts={reply.inventory} view={view} />
      {items.length > 0 && (
        <Section id="datasets" title={t('open-data.catalogue.datasets')}>
          <DatasetRows items={items} view={view} />
          {datasets > items.length && (
            <p>
              <a href={view.href(`/data?institution=${slug}`)}>{t('open-data.catalogue.all')}</a>
            </p>
          )}
        </Section>
      )}
      <Ask slug={slug} view={view} />
    </ColumnPage>
  )
}

/** What was made of its data; what is missing can be wished for, or asked by law. */
function Ask({ slug, view }: { slug: string; view: View }) {
  const { t } = view
  return (
    <ul class="link-row">
      <li>
        <a href={view.href(`/data/reuses?institution=${slug}`)}>{t('open-data.around.of-institution')}</a>
      </li>
      <li>
        <a href={view.href(`/data/wishes?institution=${slug}`)}>{t('open-data.wishes.room')}</a>
      </li>
      <li>
        <a href={view.href(`/data/requests?institution=${slug}`)}>{t('open-data.requests.room')}</a>
      </li>
    </ul>
  )
}

function Described({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="described" title={t('open-data.catalogue.described')} note={t('open-data.catalogue.described.how')}>
      {reply.points !== null && reply.rating !== null && (
        <p>
          <a href={view.href(`/data/quality?institution=${reply.slug}`)}>{t('open-data.score.points')}</a>:{' '}
          <strong>{pointsInWords(reply.points, view)}</strong> <RatingPill rating={reply.rating} view={view} />
        </p>
      )}
      <p>
        <strong>{describedInWords(reply, view)}</strong>
      </p>
      {reply.missing.length > 0 && (
        <SummaryList
          view={view}
          rows={reply.missing.map(({ field, datasets }) => ({
            question: t(`open-data.catalogue.missing.${field}`),
            answer: t('open-data.catalogue.missing.in', { count: datasets }),
          }))}
        />
      )}
      <p>{t('open-data.catalogue.late.count', { count: reply.late })}</p>
    </Section>
  )
}
