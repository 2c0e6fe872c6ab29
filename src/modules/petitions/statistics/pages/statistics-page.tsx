import type { View } from '#kernel/i18n/view.ts'
import { BigNumber, Numbers } from '#ui/components/BigNumber.tsx'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { UnitsSection } from '../../pages/units-section.tsx'
import { ShortMark } from '../../recount/on-page.tsx'
import type { StatisticsView } from '../replies.ts'
import { AnswersSection, OverdueSection, UnansweredSection } from './authority-sections.tsx'
import { ByMonth, ByState, ByTopic } from './count-sections.tsx'

/** What is overdue comes first: it is what a reader can ask about. Then how authorities answer, then the counts. */
export function StatisticsPage({ reply, view }: { reply: StatisticsView; view: View }) {
  const { t } = view
  const { byLevel } = reply
  return (
    <Page view={view} title={t('petitions.statistics.title')} description={t('petitions.statistics.lead')}>
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/petitions', label: t('petitions.nav') }]} />
        <div class="stack-wide">
          <Heading
            title={t('petitions.statistics.title')}
            lead={t('petitions.statistics.lead')}
            meta={reply.asOf ? t('petitions.statistics.as-of', { time: view.dateTime(reply.asOf) }) : undefined}
          />
          {reply.asOf === null ? (
            <EmptyState
              title={t('petitions.statistics.not-yet')}
              next={<a href={view.href('/petitions')}>{t('petitions.home.more')}</a>}
            />
          ) : (
            <>
              <Numbers>
                <BigNumber
                  view={view}
                  value={reply.petitions}
                  of={t('petitions.statistics.petitions', { count: reply.petitions })}
                />
                <BigNumber
                  view={view}
                  value={reply.signatures}
                  of={t('petitions.statistics.signatures', { count: reply.signatures })}
                  note={
                    <>
                      {t('petitions.count.levels', byLevel)}{' '}
                      <ShortMark reply={{ ...reply, total: reply.signatures }} view={view} />
                    </>
                  }
                />
                {reply.paper.signatures > 0 && (
                  <BigNumber
                    view={view}
                    value={reply.paper.signatures}
                    of={t('petitions.paper.statistics', { count: reply.paper.signatures })}
                    note={t('petitions.paper.statistics.note', { petitions: reply.paper.petitions })}
                  />
                )}
                <BigNumber
                  view={view}
                  value={reply.overdue.total}
                  of={t('petitions.statistics.overdue.of', { count: reply.overdue.total })}
                />
              </Numbers>
              <OverdueSection reply={reply} view={view} />
              <UnansweredSection reply={reply} view={view} />
              <AnswersSection reply={reply} view={view} />
              <ByState reply={reply} view={view} />
              <ByTopic reply={reply} view={view} />
              <ByMonth reply={reply} view={view} />
              <UnitsSection reply={reply} view={view} />
            </>
          )}
          <Section id="downloads" title={t('petitions.statistics.downloads')}>
            <p>
              {t('petitions.statistics.dataset.petitions')}:{' '}
              <a href="/petitions/statistics/petitions.csv">{t('petitions.statistics.csv')}</a>
              {' · '}
              <a href="/petitions/statistics/petitions.json">{t('petitions.statistics.json')}</a>
            </p>
            <p>
              {t('petitions.paper.dataset')}:{' '}
              <a href="/petitions/statistics/paper.csv">{t('petitions.statistics.csv')}</a>
              {' · '}
              <a href="/petitions/statistics/paper.json">{t('petitions.statistics.json')}</a>
            </p>
            <p>
              <a href={view.href('/developers')}>{t('petitions.statistics.columns')}</a>
            </p>
          </Section>
        </div>
      </Wrap>
    </Page>
  )
}
