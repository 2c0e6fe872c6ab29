import { elsewhere } from '#commons/settings/small-numbers.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { someDisagreesSince } from '../recount/of-all.ts'
import type { AuthorityFigures, Figures } from './figures.ts'
import type { StatisticsView } from './replies.ts'
import { findStatistics, type Title, titlesOf } from './store.ts'

const nothing: Figures = {
  byState: [],
  byTopic: [],
  byMonth: [],
  byLevel: { email: 0, strong: 0, signed: 0 },
  recounted: null,
  paper: { signatures: 0, petitions: 0 },
  authorities: [],
  overdue: { total: 0, items: [] },
  unanswered: { total: 0, items: [] },
}

/** The statistics as they were last made: one row is read, and the titles of what it names. */
export async function showStatistics(ctx: Context): Promise<StatisticsView> {
  const [kept, since] = await Promise.all([findStatistics(ctx.db), someDisagreesSince(ctx.db)])
  const { recounted, byState, byTopic, byMonth, byLevel, paper, authorities, overdue, unanswered } =
    kept?.figures ?? nothing
  const numbers = [...overdue.items, ...unanswered.items].map(({ number }) => number)
  const titles = numbers.length > 0 ? await titlesOf(ctx.db, [...new Set(numbers)]) : []
  const authority = ({ slug, name }: Pick<AuthorityFigures, 'slug' | 'name'>) => ({
    slug,
    name: inLang(name, ctx.lang),
  })
  const named = <Row extends { number: number; authority: Pick<AuthorityFigures, 'slug' | 'name'> }>(rows: Row[]) =>
    rows.flatMap((row) => {
      const petition = titles.find(({ number }: Title) => number === row.number)
      return petition ? [{ ...row, petition, authority: authority(row.authority) }] : []
    })
  return {
    asOf: kept?.madeAt.toISOString() ?? null,
    petitions: byTopic.reduce((sum, { petitions }) => sum + petitions, 0),
    signatures: byLevel.email + byLevel.strong + byLevel.signed,
    byLevel,
    recounted,
    disagrees: since === null ? null : { since },
    paper,
    byState,
    byTopic,
    byMonth,
    byUnit: ctx.places.countedUnits().map(({ key, iso }) => ({
      unit: key,
      iso,
      name: ctx.places.name(key, ctx.lang),
      signatures: kept?.units.cells[key] ?? null,
    })),
    byUnitOf: { k: kept?.units.k ?? 0, total: kept?.units.total ?? 0, elsewhere: kept ? elsewhere(kept.units) : 0 },
    authorities: authorities.map(({ slug, name, ...figures }) => ({
      ...figures,
      authority: authority({ slug, name }),
    })),
    overdue: { total: overdue.total, items: named(overdue.items) as StatisticsView['overdue']['items'] },
    unanswered: { total: unanswered.total, items: named(unanswered.items) },
  }
}
