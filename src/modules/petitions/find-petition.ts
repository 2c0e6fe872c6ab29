import { lineOf } from '#commons/citations/show-citations.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { nearHomes } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { elsewhere } from '#commons/settings/small-numbers.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import { loadAnsweringView } from './answering/on-page.tsx'
import { loadModerationView } from './moderation/on-page.tsx'
import { loadPaperView } from './paper/on-page.tsx'
import { countFrom, takesSignatures } from './petition.ts'
import { readPublicPetition } from './read-public-petition.ts'
import { markOf } from './recount/on-page.tsx'
import type { PetitionView } from './replies.ts'
import { loadSigningView } from './signing/on-page.tsx'
import { loadStartView } from './start/on-page.tsx'
import { type Counts, countsByDay } from './store.ts'

/** Counts older than this say so on the page. */
const BEHIND_SECONDS = 5

/** The public page of a petition: everything in it is the same for everybody. */
export async function findPetition(ctx: Context, { number }: { number: number }): Promise<PetitionView> {
  const petition = await readPublicPetition(ctx.db, number)
  if (!petition) throw new NotFound()
  const { addressees, thresholds, counts, units, events } = petition
  const [byDay, start, signing, moderation, answering, paper] = await Promise.all([
    petition.frozenOn ? countsByDay(ctx.db, petition.id) : [],
    loadStartView(ctx, petition),
    loadSigningView(ctx, petition),
    loadModerationView(ctx, petition),
    loadAnsweringView(ctx, petition),
    loadPaperView(ctx, petition),
  ])
  const open = takesSignatures(petition, dayOf(ctx.now, ctx.timeZone))
  return {
    number: petition.number,
    slug: petition.slug,
    title: petition.title,
    lang: petition.lang,
    state: petition.state,
    takesSignatures: open,
    topic: petition.topic,
    whyHtml: petition.whyHtml,
    place: ctx.places.path(petition.placeKey).map(({ key }) => ({ key, name: placeLabel(ctx, key) })),
    addressees: addressees.map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
    starterName: petition.starterName,
    publishedAt: petition.publishedAt?.toISOString() ?? null,
    closesOn: petition.closesOn,
    count: {
      total: counts.total,
      email: counts.email,
      strong: counts.strong,
      signed: counts.signed,
      behind: behind(counts, ctx.now),
      ...markOf(counts),
    },
    thresholds: thresholds.map(({ authority, crossedAt, ...threshold }) => ({
      authority: { slug: authority.slug, name: inLang(authority.name, ctx.lang) },
      ...threshold,
      crossedAt: crossedAt?.toISOString() ?? null,
      counted: countFrom(threshold.level, counts) + threshold.paper,
    })),
    byDay,
    byUnit: ctx.places.countedUnits().map(({ key, iso }) => ({
      unit: key,
      iso,
      name: ctx.places.name(key, ctx.lang),
      signatures: units?.cells[key] ?? null,
    })),
    byUnitOf: { k: units?.k ?? 0, total: units?.total ?? 0, elsewhere: units ? elsewhere(units) : 0 },
    events: events.map(({ kind, data, happenedAt }) => ({
      kind,
      at: happenedAt.toISOString(),
      data: inOneLang(data, ctx.lang),
    })),
    start,
    signing,
    moderation,
    answering,
    paper,
    cites: petition.cites.map((one) => lineOf(one, ctx.lang)),
    places: open ? nearHomes(ctx, petition.placeKey) : [],
  }
}

function inOneLang(data: Record<string, string | number | Localised>, lang: Lang): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === 'object' ? inLang(value, lang) : value]),
  )
}

function behind(counts: Counts, now: Date): { since: string } | null {
  const { foldedAt } = counts
  if (foldedAt && now.getTime() - foldedAt.getTime() <= BEHIND_SECONDS * 1000) return null
  return { since: (foldedAt ?? now).toISOString() }
}
