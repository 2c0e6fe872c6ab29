import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { Progress } from '#ui/components/Progress.tsx'
import { MOST_POINTS, type Rating } from '../mqa.ts'
import type { ScoreView } from '../replies.ts'

const tones: Record<Rating, Tone> = { excellent: 'good', good: 'good', sufficient: 'waiting', bad: 'overdue' }

export function RatingPill({ rating, view }: { rating: Rating; view: View }) {
  return <Pill tone={tones[rating]}>{view.t(`open-data.score.rating.${rating}`)}</Pill>
}

/** "310 din 405". */
export function pointsInWords(points: number, view: View): string {
  return view.t('open-data.catalogue.n-of-m', { n: view.number(points), m: view.number(MOST_POINTS) })
}

/** Points of one dataset, and for an officer what brings how many more. */
export function ScoreMeter({ score, view }: { score: ScoreView; view: View }) {
  const { t } = view
  const { points, rating, next, lacks } = score
  return (
    <div class="stack">
      <p>
        {t('open-data.score.points')}: <strong>{pointsInWords(points, view)}</strong>{' '}
        <RatingPill rating={rating} view={view} />
      </p>
      <Progress view={view} value={points} max={MOST_POINTS} label={t('open-data.score.unit')} />
      {next && (
        <p>{t('open-data.score.next', { count: next.missing, rating: t(`open-data.score.rating.${next.rating}`) })}</p>
      )}
      {lacks.length > 0 && (
        <Details summary={t('open-data.score.lacks', { count: lacks.length })}>
          <ul>
            {lacks.map(({ indicator, points }) => (
              <li key={indicator}>
                <strong>+{view.number(points)}</strong>: {t(`open-data.score.add.${indicator}`)}
              </li>
            ))}
          </ul>
        </Details>
      )}
      <p class="soft">
        <a href={view.href('/data/quality')}>{t('open-data.score.how')}</a>
      </p>
    </div>
  )
}
