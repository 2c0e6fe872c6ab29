import type { View } from '#kernel/i18n/view.ts'
import { shortened } from '#kernel/text/plain-text.ts'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import { periodOf } from '../../catalogue/show/pages/facts.tsx'
import { RdfLinks, rdfAlternates } from '../../dcat/pages/rdf-links.tsx'
import type { SeriesView } from '../replies.ts'

interface Props {
  reply: SeriesView
  view: View
}

/** A series: what it is, and its datasets, the newest period first. */
export function SeriesPage({ reply, view }: Props) {
  const { t } = view
  const { name, title, description, institution, items } = reply
  return (
    <ColumnPage
      view={view}
      title={title.text}
      description={shortened(description?.text ?? t('open-data.series.lead'), 160)}
      origin={view.publicUrl}
      alternates={rdfAlternates(`/dataset_series/${name}`)}
      crumbs={[
        { path: '/data', label: t('open-data.catalogue.title') },
        { path: '/data/series', label: t('open-data.series.title') },
      ]}
      titleLang={otherLang(title.lang, view)}
      meta={
        <>
          <a href={view.href(`/data/institutions/${institution.slug}`)}>{institution.name}</a>
          {' · '}
          {dotted([t('open-data.catalogue.total', { count: items.length }), periodOf(reply, view)])}
        </>
      }
    >
      {description && (
        <p class="lines" lang={otherLang(description.lang, view)}>
          {description.text}
        </p>
      )}
      <Section id="datasets" title={t('open-data.catalogue.datasets')} note={t('open-data.series.order')}>
        <RowList view={view} items={items.map((item) => rowOf(item, view))} />
      </Section>
      <p>
        <RdfLinks view={view} path={`/dataset_series/${name}`} />
      </p>
    </ColumnPage>
  )
}

function rowOf(item: SeriesView['items'][number], view: View) {
  const { title, formats, updatedAt, late } = item
  const updated = view.t('open-data.catalogue.updated', { day: view.date(updatedAt, 'short') })
  return {
    title: title.text,
    href: view.href(datasetPath(item)),
    lang: otherLang(title.lang, view),
    meta: dotted([periodOf(item, view), formats.join(', '), updated]),
    state: late ? <Pill tone="overdue">{view.t('open-data.catalogue.late')}</Pill> : null,
  }
}
