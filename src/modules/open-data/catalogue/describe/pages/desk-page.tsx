import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { HarvestedMark } from '../../../harvest/pages/harvested-mark.tsx'
import { ScoreMeter } from '../../../score/pages/score-meter.tsx'
import { datasetPath } from '../../dataset-path.ts'
import { factsOf } from '../../show/pages/facts.tsx'
import { Decide } from './decide.tsx'
import { Missing } from './description-pages.tsx'
import type { DeskProps } from './desk-props.ts'
import { FilesDesk } from './files-desk.tsx'
import { StatePill } from './state-pill.tsx'

/** A dataset for its officers: description and files to the left, what can be done with it to the right. */
export function DeskPage({ reply, view, form }: DeskProps) {
  const { t } = view
  const path = reply.path
  return (
    <WorkPage
      view={view}
      title={reply.title.text}
      meta={
        <>
          <StatePill state={reply.state} view={view} /> {reply.institution} · <code>{reply.name}</code>
        </>
      }
      crumbs={[
        reply.own
          ? { path: '/work/data', label: t('open-data.catalogue.describe.desk') }
          : { path: '/work/data-to-publish', label: t('open-data.catalogue.describe.waiting') },
      ]}
    >
      <Standing reply={reply} view={view} />
      <HarvestedMark harvested={reply.preview.harvested} view={view} />
      <Desk decide={<Decide reply={reply} view={view} form={form} />}>
        <Section id="description" title={t('open-data.catalogue.describe.description')}>
          {reply.preview.description && (
            <Prose html={reply.preview.description.html} lang={reply.preview.description.lang} />
          )}
          <SummaryList view={view} rows={factsOf(reply.preview, view)} />
          <Missing reply={reply} view={view} />
          <ScoreMeter score={reply.score} view={view} />
          {reply.state === 'review' && <p class="soft">{t('open-data.catalogue.describe.in-review')}</p>}
          {reply.may.change && (
            <p>
              <ButtonLink kind="quiet" href={view.href(`${path}/description`)}>
                {t('open-data.catalogue.describe.description.change')}
              </ButtonLink>
            </p>
          )}
          <SeriesLine reply={reply} view={view} />
          {reply.public && (
            <p>
              <a href={view.href(datasetPath(reply))}>{t('open-data.catalogue.describe.public-page')}</a>
            </p>
          )}
        </Section>
        <FilesDesk reply={reply} view={view} />
      </Desk>
    </WorkPage>
  )
}

/** The series in which it stands; its own officers can change that. */
function SeriesLine({ reply, view }: Pick<DeskProps, 'reply' | 'view'>) {
  const { series } = reply.preview
  if (!series)
    return reply.own ? (
      <p>
        <a href={view.href('/work/data-series')}>{view.t('open-data.series.put')}</a>
      </p>
    ) : null
  return (
    <p>
      {view.t('open-data.series.part-of')}:{' '}
      {reply.own ? <a href={view.href(`/work/data-series/${series.name}`)}>{series.title.text}</a> : series.title.text}
    </p>
  )
}

/** What somebody should know before doing anything. */
function Standing({ reply, view }: Pick<DeskProps, 'reply' | 'view'>) {
  const { t } = view
  if (reply.givenBack !== null)
    return (
      <Notice kind="warning" title={t('open-data.catalogue.describe.given-back')}>
        <p lang={otherLang(reply.givenBackLang ?? undefined, view)}>{reply.givenBack}</p>
      </Notice>
    )
  if (reply.held && reply.publishAt !== null)
    return (
      <Notice kind="warning" title={t('open-data.catalogue.describe.held', { time: view.dateTime(reply.publishAt) })}>
        <p>{t('open-data.catalogue.describe.held.next')}</p>
      </Notice>
    )
  if (reply.publishAt !== null)
    return (
      <Notice title={t('open-data.catalogue.describe.will-be-published', { time: view.dateTime(reply.publishAt) })} />
    )
  if (reply.withdrawnReason !== null)
    return (
      <Notice kind="warning" title={t('open-data.catalogue.describe.state.withdrawn')}>
        <p lang={otherLang(reply.withdrawnLang ?? undefined, view)}>{reply.withdrawnReason}</p>
      </Notice>
    )
  return null
}
