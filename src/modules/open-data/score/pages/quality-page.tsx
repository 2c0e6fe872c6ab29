import type { View } from '#kernel/i18n/view.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Progress } from '#ui/components/Progress.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { type Dimension, dimensions, MOST_POINTS } from '../mqa.ts'
import type { QualityView } from '../replies.ts'
import { pointsInWords, RatingPill } from './score-meter.tsx'

interface Props {
  reply: QualityView
  view: View
}

/** How well the datasets of the portal, or of an institution, are described: points, what is met by how many, the last days. */
export function QualityPage({ reply, view }: Props) {
  const { t } = view
  const { institution, points } = reply
  const title = institution
    ? t('open-data.score.title.of', { institution: institution.name })
    : t('open-data.score.title')
  return (
    <ColumnPage
      view={view}
      title={title}
      description={t('open-data.score.lead')}
      origin={view.publicUrl}
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        ...(institution
          ? [{ path: `/data/institutions/${institution.slug}`, label: institution.name }]
          : [{ path: '/data/institutions', label: t('open-data.catalogue.institutions') }]),
      ]}
      lead={t('open-data.score.lead')}
    >
      {points === null ? (
        <EmptyState
          title={t('open-data.score.none')}
          next={<a href={view.href('/data/institutions')}>{t('open-data.catalogue.institutions')}</a>}
        />
      ) : (
        <>
          <Mean reply={reply} view={view} />
          <Ratings reply={reply} view={view} />
          {dimensions.map((dimension) => (
            <Met key={dimension} dimension={dimension} reply={reply} view={view} />
          ))}
          <Days reply={reply} view={view} />
          {!institution && (
            <p>
              <a href={view.href('/data/high-value')}>{t('open-data.score.high-value.link')}</a>
            </p>
          )}
        </>
      )}
    </ColumnPage>
  )
}

function Mean({ reply, view }: Props) {
  const { t } = view
  const { points, rating, next, datasets } = reply
  if (points === null || rating === null) return null
  return (
    <div class="stack">
      <p>
        {t('open-data.score.mean', { count: datasets })}: <strong>{pointsInWords(points, view)}</strong>{' '}
        <RatingPill rating={rating} view={view} />
      </p>
      <Progress view={view} value={points} max={MOST_POINTS} label={t('open-data.score.unit')} />
      {next && (
        <p>{t('open-data.score.next', { count: next.missing, rating: t(`open-data.score.rating.${next.rating}`) })}</p>
      )}
    </div>
  )
}

function Ratings({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="ratings" title={t('open-data.score.ratings')}>
      <Table
        caption={t('open-data.score.ratings')}
        captionHidden
        narrow
        rows={reply.ratings}
        rowKey={({ rating }) => rating}
        columns={[
          {
            key: 'rating',
            header: t('open-data.score.rating'),
            names: true,
            cell: ({ rating }) => t(`open-data.score.rating.${rating}`),
          },
          {
            key: 'from',
            header: t('open-data.score.from'),
            numeric: true,
            cell: ({ from }) => view.number(from),
          },
          {
            key: 'datasets',
            header: t('open-data.catalogue.datasets'),
            numeric: true,
            cell: ({ datasets }) => view.number(datasets),
          },
        ]}
      />
    </Section>
  )
}

function Met({ dimension, reply, view }: Props & { dimension: Dimension }) {
  const { t } = view
  const title = t(`open-data.score.dimension.${dimension}`)
  return (
    <Section id={dimension} title={title}>
      <Table
        caption={title}
        captionHidden
        narrow
        rows={reply.indicators.filter((one) => one.dimension === dimension)}
        rowKey={({ indicator }) => indicator}
        columns={[
          {
            key: 'indicator',
            header: t('open-data.score.indicator'),
            names: true,
            cell: ({ indicator }) => t(`open-data.score.indicator.${indicator}`),
          },
          {
            key: 'points',
            header: t('open-data.score.unit'),
            numeric: true,
            cell: ({ points }) => view.number(points),
          },
          {
            key: 'datasets',
            header: t('open-data.score.met'),
            numeric: true,
            cell: ({ datasets }) =>
              t('open-data.catalogue.n-of-m', { n: view.number(datasets), m: view.number(reply.datasets) }),
          },
        ]}
      />
    </Section>
  )
}

function Days({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="days" title={t('open-data.score.days')} note={t('open-data.score.days.note')}>
      <Table
        caption={t('open-data.score.days')}
        captionHidden
        narrow
        rows={reply.days}
        rowKey={({ day }) => day}
        columns={[
          {
            key: 'day',
            header: t('open-data.score.day'),
            names: true,
            unbroken: true,
            cell: ({ day }) => view.date(day),
          },
          {
            key: 'datasets',
            header: t('open-data.catalogue.datasets'),
            numeric: true,
            cell: ({ datasets }) => view.number(datasets),
          },
          {
            key: 'points',
            header: t('open-data.score.points.mean'),
            numeric: true,
            cell: ({ points }) => view.number(points),
          },
        ]}
      />
    </Section>
  )
}
