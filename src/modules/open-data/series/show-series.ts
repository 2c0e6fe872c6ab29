import { permit } from '#commons/access/permit.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { shortened } from '#kernel/text/plain-text.ts'
import { inAll } from '../catalogue/describe/show-desk.ts'
import type { Known } from '../catalogue/find/catalogue-index.ts'
import { freshIndex } from '../catalogue/find/fresh-index.ts'
import { listItems } from '../catalogue/find/search-datasets.ts'
import { describeData } from '../catalogue/permissions.ts'
import { type Said, saidIn } from '../catalogue/said-in.ts'
import { findInstitution } from '../catalogue/store.ts'
import type { SeriesRef } from './keep-series.ts'
import { ownOne } from './own-series.ts'
import type { NewSeriesView, SeriesDesk, SeriesList, SeriesView } from './replies.ts'
import { type Member, MOST_MEMBERS, publicOnes } from './series.ts'
import {
  candidatesOf,
  countOwnSeries,
  countPublicSeries,
  findSeries,
  type ListedSeries,
  membersOf,
  ownSeries,
  publicSeries,
} from './store.ts'

const PAGE = 50
const SUMMARY = 180
/** Beyond, one names the dataset instead of choosing it from a list. */
const MOST_CANDIDATES = 200

export async function listSeries(ctx: Context, { after }: { after: string | null }): Promise<SeriesList> {
  const rows = await publicSeries(ctx.db, { after, limit: PAGE + 1 })
  return listOf(ctx, rows, await countPublicSeries(ctx.db))
}

/** Those of the viewer's institutions, empty ones too. */
export async function listForWork(ctx: Context, { after }: { after: string | null }): Promise<SeriesList> {
  permit(ctx, describeData)
  const own = ownOrganisations(ctx, describeData)
  return listOf(ctx, await ownSeries(ctx.db, own, { after, limit: PAGE + 1 }), await countOwnSeries(ctx.db, own))
}

function listOf(ctx: Context, rows: ListedSeries[], total: number): SeriesList {
  const shown = rows.slice(0, PAGE)
  return {
    items: shown.map(({ name, title, description, institution, datasets, coversFrom, coversTo }) => {
      const said = saidIn(description, ctx.lang)
      return {
        name,
        title: saidIn(title, ctx.lang) as Said,
        summary: said && { text: shortened(said.text, SUMMARY), lang: said.lang },
        institution: { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
        datasets,
        coversFrom,
        coversTo,
      }
    }),
    total,
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** A series with its public datasets. @throws NotFound where none of them is public */
export async function showSeries(ctx: Context, { series: name }: SeriesRef): Promise<SeriesView> {
  const series = await findSeries(ctx.db, name)
  const members = series ? publicOnes(await membersOf(ctx.db, [series.id])) : []
  if (!series || members.length === 0) throw new NotFound()
  const institution = await findInstitution(ctx.db, series.organisationId)
  const newestFirst = members.toReversed()
  return {
    name,
    title: saidIn(series.title, ctx.lang) as Said,
    description: saidIn(series.description, ctx.lang),
    institution: { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
    ...periodOfAll(members),
    items: await itemsOf(ctx, name, newestFirst),
  }
}

/** As lists show them, each with its period. */
async function itemsOf(ctx: Context, series: string, members: Member[]): Promise<SeriesView['items']> {
  const index = await freshIndex(ctx.db)
  const filters = { series }
  const { items } = index.search({ q: null, filters, sort: 'newest', lang: ctx.lang, from: 0, limit: MOST_MEMBERS })
  const known = new Map(items.map((one) => [one.name, one]))
  const shown = members.flatMap((member) => {
    const one = known.get(member.name)
    return one ? [{ member, one }] : []
  })
  const listed = await listItems(
    ctx,
    shown.map(({ one }): Known => one),
  )
  return listed.map((item, at) => ({
    ...item,
    coversFrom: shown[at]?.member.coversFrom ?? null,
    coversTo: shown[at]?.member.coversTo ?? null,
  }))
}

function periodOfAll(members: Member[]) {
  const from = members.flatMap(({ coversFrom }) => coversFrom ?? []).toSorted()
  const to = members.flatMap(({ coversTo }) => coversTo ?? []).toSorted()
  return { coversFrom: from[0] ?? null, coversTo: to.at(-1) ?? null }
}

export async function showNewSeries(ctx: Context): Promise<NewSeriesView> {
  permit(ctx, describeData)
  const institutions = await authoritiesById(ctx.db, ownOrganisations(ctx, describeData))
  return { institutions: institutions.map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) })) }
}

export async function showSeriesDesk(ctx: Context, ref: SeriesRef): Promise<SeriesDesk> {
  const { series } = await ownOne(ctx, ref.series)
  const members = await membersOf(ctx.db, [series.id])
  const candidates = await candidatesOf(ctx.db, series.organisationId, MOST_CANDIDATES + 1)
  return {
    name: series.name,
    title: saidIn(series.title, ctx.lang) as Said,
    titles: inAll(series.title),
    descriptions: inAll(series.description),
    institution: inLang((await findInstitution(ctx.db, series.organisationId)).name, ctx.lang),
    public: publicOnes(members).length > 0,
    members: members.toReversed().map(({ name, title, state, coversFrom, coversTo }) => ({
      name,
      title: saidIn(title, ctx.lang) as Said,
      state,
      coversFrom,
      coversTo,
    })),
    candidates:
      candidates.length > MOST_CANDIDATES
        ? null
        : candidates.map(({ name, title }) => ({ name, title: inLang(title, ctx.lang) })),
  }
}
