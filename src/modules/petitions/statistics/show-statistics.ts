import { elsewhere } from '#commons/settings/small-numbers.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { someDisagreesSince } from '../recount/of-all.ts'
import type { AuthorityFigures, Figures } from './figures.ts'
import type { AuthorityList, StatisticsView } from './replies.ts'
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

/** Authorities on the page of statistics: as many as a phone shows without hiding what comes after them. */
const FIRST = 10
const A_PAGE = 50

/** The statistics as they were last made: one row is read, and the titles of what it names. */
export async function showStatistics(ctx: Context): Promise<StatisticsView> {
  const [kept, since] = await Promise.all([findStatistics(ctx.db), someDisagreesSince(ctx.db)])
  const { recounted, byState, byTopic, byMonth, byLevel, paper, authorities, overdue, unanswered } =
    kept?.figures ?? nothing
  const numbers = [...overdue.items, ...unanswered.items].map(({ number }) => number)
  const titles = numbers.length > 0 ? await titlesOf(ctx.db, [...new Set(numbers)]) : []
  const titled = <Row extends { number: number; authority: Pick<AuthorityFigures, 'slug' | 'name'> }>(rows: Row[]) =>
    rows.flatMap((row) => {
      const petition = titles.find(({ number }: Title) => number === row.number)
      return petition ? [{ ...row, petition, authority: named(row.authority, ctx.lang) }] : []
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
    authorities: { total: authorities.length, items: inLanguage(authorities.slice(0, FIRST), ctx.lang) },
    overdue: { total: overdue.total, items: titled(overdue.items) as StatisticsView['overdue']['items'] },
    unanswered: { total: unanswered.total, items: titled(unanswered.items) },
  }
}

/** Every authority with petitions before it, a page at a time. @param after code of the last one that was seen */
export async function listAuthorityFigures(ctx: Context, after: string | null): Promise<AuthorityList> {
  const kept = await findStatistics(ctx.db)
  const authorities = kept?.figures.authorities ?? []
  const seen = after === null ? 0 : authorities.findIndex(({ slug }) => slug === after) + 1
  const shown = authorities.slice(seen, seen + A_PAGE)
  return {
    asOf: kept?.madeAt.toISOString() ?? null,
    total: authorities.length,
    items: inLanguage(shown, ctx.lang),
    next: seen + A_PAGE < authorities.length ? (shown.at(-1)?.slug ?? null) : null,
    after,
  }
}

function inLanguage(authorities: AuthorityFigures[], lang: Lang) {
  return authorities.map(({ slug, name, ...figures }) => ({ ...figures, authority: named({ slug, name }, lang) }))
}

function named({ slug, name }: Pick<AuthorityFigures, 'slug' | 'name'>, lang: Lang) {
  return { slug, name: inLang(name, lang) }
}
