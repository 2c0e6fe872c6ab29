import { sql } from 'kysely'
import { type Followable, type NewsSource, numberOf } from '#commons/notices/following/followable.ts'
import { placesAround } from '#commons/notices/following/places.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { petitionsListedBetween, petitionsToName } from './following-store.ts'
import { petitionPath } from './petition.ts'

/** Petitions that are listed. Who follows one hears of an answer at once, with its words (answering/news.ts), not in digests. */
export const petitionsToFollow: Followable = {
  kind: 'petitions.petition',
  slug: 'petitions',
  label: 'petitions.follow.kind',
  toldAtOnce: true,
  async find(ctx, key) {
    const number = numberOf(key)
    return number === null ? null : ((await petitionsToName(ctx.db, sql`p.number = ${number}`))[0] ?? null)
  },
  named: (ctx, ids) => petitionsToName(ctx.db, sql`p.id::text = ANY(${ids})`),
}

/** New petitions, for who follows their place. */
export const petitionNews: NewsSource = {
  name: 'petitions.listed',
  async between(services, since, until) {
    const listed = await petitionsListedBetween(services.db, since, until)
    return listed.map(({ placeKey, listedAt, ...petition }) => ({
      about: placesAround(services, placeKey),
      path: petitionPath(petition),
      at: listedAt,
      say: (lang: Lang) => ({ title: petition.title, text: services.translate(lang)('petitions.news.listed') }),
    }))
  },
}
