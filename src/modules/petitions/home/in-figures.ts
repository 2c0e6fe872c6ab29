import type { HomeFigure } from '#commons/home/offer.ts'
import type { Context } from '#kernel/http/context.ts'
import { findStatistics } from '../statistics/store.ts'

/** How authorities answer, how many petitions there are and how many signed them, as the statistics were last made. */
export async function petitionFigures(ctx: Context): Promise<HomeFigure[]> {
  const kept = await findStatistics(ctx.db)
  if (!kept) return []
  const t = ctx.translate(ctx.lang)
  const { authorities, byTopic, byLevel } = kept.figures
  const inTime = sum(authorities.map((one) => one.inTime))
  const withTerm = sum(authorities.map((one) => one.withTerm))
  const petitions = sum(byTopic.map((one) => one.petitions))
  const signatures = byLevel.email + byLevel.strong + byLevel.signed
  const path = '/petitions/statistics'
  return [
    ...(withTerm > 0
      ? [
          {
            // Rounded down: 99.6 % is not "all".
            value: Math.floor((100 * inTime) / withTerm),
            unit: '%',
            of: t('petitions.home.figure.in-time', { inTime, withTerm }),
            path,
          },
        ]
      : []),
    { value: petitions, unit: null, of: t('petitions.home.figure.petitions', { count: petitions }), path },
    { value: signatures, unit: null, of: t('petitions.home.figure.signatures', { count: signatures }), path },
  ]
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
