import { choice, form, optional } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { page, resource } from '#kernel/http/endpoint.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { byNumber } from '../fields.ts'
import { whileListed, whileUnchanged } from '../kept-while.ts'
import { atomFeed } from './feed.ts'
import { filterQuery, listQuery, queryString } from './filters.ts'
import { glanceAt } from './glance.ts'
import { kept } from './kept.ts'
import { listPetitions } from './list-petitions.ts'
import { PetitionEmbedPage } from './pages/embed-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { PosterPage } from './pages/poster-page.tsx'
import { badgeSvg } from './pictures/badge.ts'
import { qrSvg } from './pictures/qr.ts'
import { drawShareImage } from './pictures/share-image.ts'
import { PetitionGlance, PetitionList } from './replies.ts'

/** Pictures and feeds may be this old; their addresses are shown by other sites to crowds. */
const KEPT_SECONDS = 60
/** Words in a picture are in this language, else in the petition's own. */
const inALang = form({ lang: optional(choice(langs)) })

const showPetitions = page({
  name: 'listPetitions',
  path: '/petitions',
  query: listQuery,
  reply: PetitionList,
  load: (ctx, _params, { 'place-search': words, ...query }) => listPetitions(ctx, query, words),
  html: (reply, view) => ListPage({ reply, view }),
  keptWhile: ({ items, query }) =>
    whileListed(items, { byCounts: query.sort === 'signed' || query.sort === 'fastest' }),
})

const petitionsFeed = resource({
  name: 'petitionsFeed',
  path: '/petitions/feed.atom',
  query: filterQuery,
  localised: true,
  contentType: 'application/atom+xml; charset=utf-8',
  load: async (ctx, _params, filters, view) => ({
    body: await kept(ctx.db, `feed ${view.lang} ${queryString(filters)}`, ctx.now, KEPT_SECONDS, () =>
      atomFeed({ ...ctx, lang: view.lang }, filters, view),
    ),
    cacheSeconds: KEPT_SECONDS,
  }),
})

const showPoster = page({
  name: 'showPoster',
  path: '/petitions/:number/poster',
  params: byNumber,
  reply: PetitionGlance,
  load: glanceAt,
  html: (reply, view) => PosterPage({ reply, view }),
  keptWhile: ({ number }) => whileUnchanged(number),
  unlisted: true,
})

const showEmbed = page({
  name: 'showEmbed',
  path: '/petitions/:number/embed',
  params: byNumber,
  reply: PetitionGlance,
  load: glanceAt,
  html: (reply, view) => PetitionEmbedPage({ reply, view }),
  keptWhile: ({ number }) => whileUnchanged(number),
  embeddable: true,
  unlisted: true,
})

const shareImage = resource({
  name: 'shareImage',
  path: '/petitions/:number/share.png',
  params: byNumber,
  query: inALang,
  contentType: 'image/png',
  load: (ctx, { number }, { lang }) => picture(ctx, 'share', number, lang, drawShareImage),
})

const badge = resource({
  name: 'petitionBadge',
  path: '/petitions/:number/badge.svg',
  params: byNumber,
  query: inALang,
  contentType: 'image/svg+xml; charset=utf-8',
  load: (ctx, { number }, { lang }) => picture(ctx, 'badge', number, lang, badgeSvg),
})

const qr = resource({
  name: 'petitionQr',
  path: '/petitions/:number/qr.svg',
  params: byNumber,
  query: inALang,
  contentType: 'image/svg+xml; charset=utf-8',
  load: (ctx, { number }, { lang }) => picture(ctx, 'qr', number, lang, ({ address }) => qrSvg(address)),
})

export const endpoints = [showPetitions, petitionsFeed, showPoster, showEmbed, shareImage, badge, qr]

type Draw = (glance: PetitionGlance, t: ReturnType<Context['translate']>) => string | Buffer | Promise<string | Buffer>

async function picture(ctx: Context, kind: string, number: number, asked: Lang | null, draw: Draw) {
  const body = await kept(ctx.db, `${kind} ${number} ${asked}`, ctx.now, KEPT_SECONDS, async () => {
    const glance = await glanceAt({ ...ctx, lang: asked ?? 'ro' }, { number })
    const lang = asked ?? glance.lang
    const inItsLang = lang === (asked ?? 'ro') ? glance : await glanceAt({ ...ctx, lang }, { number })
    return draw(inItsLang, ctx.translate(lang))
  })
  return { body, cacheSeconds: KEPT_SECONDS }
}
