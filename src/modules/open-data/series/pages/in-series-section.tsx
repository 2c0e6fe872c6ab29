import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { InSeries } from '../replies.ts'

/** On the page of a dataset: the series that it is a part of, and what stands before and after it. */
export function InSeriesSection({ series, view }: { series: InSeries | null; view: View }) {
  const { t } = view
  if (!series) return null
  const beside = (label: string, dataset: InSeries['next'], rel: 'prev' | 'next') =>
    dataset && (
      <li>
        {label}{' '}
        <a href={view.href(datasetPath(dataset))} rel={rel} lang={otherLang(dataset.title.lang, view)}>
          {dataset.title.text}
        </a>
      </li>
    )
  return (
    <Section id="series" title={t('open-data.series.part-of')}>
      <p>
        <a href={view.href(`/data/series/${series.name}`)} lang={otherLang(series.title.lang, view)}>
          {series.title.text}
        </a>
      </p>
      {(series.previous || series.next) && (
        <ul>
          {beside(t('open-data.series.previous'), series.previous, 'prev')}
          {beside(t('open-data.series.next'), series.next, 'next')}
        </ul>
      )}
    </Section>
  )
}
