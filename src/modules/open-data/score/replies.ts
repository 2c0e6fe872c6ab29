import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { dimensions, indicatorNames, indicators, nextRating, ratingNames, ratingOf, type Score } from './mqa.ts'

const Rated = Type.Enum([...ratingNames])
const Named = Type.Enum([...indicatorNames])

/** Points of one dataset, and what more there is to get. */
export const ScoreView = Type.Object({
  points: Type.Integer({ description: 'Of 405, by the European metadata quality assessment (MQA)' }),
  rating: Rated,
  next: nullable(Type.Object({ rating: Rated, missing: Type.Integer({ description: 'Points to the next rating' }) })),
  lacks: Type.Array(Type.Object({ indicator: Named, points: Type.Integer() }), {
    description: 'What is not met, the most points first',
  }),
})
export type ScoreView = Type.Static<typeof ScoreView>

export function scoreView({ points, lacks }: Score): ScoreView {
  return {
    points,
    rating: ratingOf(points),
    next: nextRating(points),
    lacks: lacks.map((indicator) => ({ indicator, points: indicators[indicator].points })),
  }
}

export const QualityView = Type.Object({
  institution: nullable(Type.Object({ slug: Type.String(), name: Type.String() })),
  datasets: Type.Integer({ description: 'That points were counted of' }),
  points: nullable(Type.Integer({ description: 'Mean of all datasets, of 405; null where there is none' })),
  rating: nullable(Rated),
  next: nullable(Type.Object({ rating: Rated, missing: Type.Integer() })),
  ratings: Type.Array(Type.Object({ rating: Rated, from: Type.Integer(), datasets: Type.Integer() })),
  indicators: Type.Array(
    Type.Object({
      indicator: Named,
      dimension: Type.Enum([...dimensions]),
      points: Type.Integer(),
      datasets: Type.Integer({ description: 'That meet it' }),
    }),
  ),
  days: Type.Array(Type.Object({ day: Type.String(), datasets: Type.Integer(), points: Type.Integer() }), {
    description: 'Mean points on the last days, newest first',
  }),
})
export type QualityView = Type.Static<typeof QualityView>
