import type { View } from '#kernel/i18n/view.ts'
import { BarChart } from '#ui/components/BarChart.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Section } from '#ui/components/Section.tsx'
import { BarTable } from '../../statistics/pages/bar-table.tsx'
import type { VisitsTold } from '../replies.ts'

interface Props {
  visits: VisitsTold | null
  /** Fewer than this are not told. */
  k: number
  view: View
}

/** How many views each step on the way to the ballot had, and what is counted so. */
export function Funnel({ visits, k, view }: Props) {
  const { t } = view
  return (
    <Section id="visits" title={t('budgeting.visits.title')} note={t('budgeting.visits.note')}>
      {visits === null ? (
        <p class="soft">{t('budgeting.visits.none')}</p>
      ) : (
        <>
          <BarTable
            view={view}
            caption={t('budgeting.visits.title')}
            head={t('budgeting.visits.step')}
            counted={t('budgeting.visits.count')}
            rows={[
              ...visits.views.map(({ step, views }) => ({
                name: t(step === 'identity' ? `budgeting.visits.identity.${visits.by}` : `budgeting.visits.${step}`),
                value: views ?? 0,
                ...(views === null && { written: t('budgeting.statistics.few', { k }) }),
              })),
              {
                name: t('budgeting.visits.cast'),
                value: visits.cast ?? 0,
                ...(visits.cast === null && { written: t('budgeting.visits.cast.later') }),
              },
            ]}
          />
          {visits.days.length > 0 && (
            <BarChart
              view={view}
              label={t('budgeting.visits.days')}
              counted={t('budgeting.statistics.at-least')}
              days={visits.days.map(({ day, atLeast }) => ({ date: day, count: atLeast }))}
            />
          )}
        </>
      )}
      <Details summary={t('budgeting.visits.how')}>
        <ul>
          {(['nobody', 'views', 'robots', 'copies', 'kept'] as const).map((what) => (
            <li key={what}>{t(`budgeting.visits.how.${what}`)}</li>
          ))}
          <li>{t('budgeting.visits.how.few', { k })}</li>
        </ul>
      </Details>
    </Section>
  )
}
