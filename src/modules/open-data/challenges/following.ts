import { sql } from 'kysely'
import { type Followable, type NewsSource, numberOf } from '#commons/notices/following/followable.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { CHALLENGE } from './challenge.ts'
import { type Challenge, challengesWhere, eventsBetween } from './store.ts'

/** A challenge that everybody sees; who follows it hears of teams, prototypes, pilots and how it ends. */
export const challengeToFollow: Followable = {
  kind: CHALLENGE,
  slug: 'challenges',
  label: 'open-data.challenges.follow.kind',
  async find(ctx, key) {
    const number = numberOf(key)
    const [found] =
      number === null ? [] : await challengesWhere(ctx.db, sql`c.number = ${number} AND c.published_at IS NOT NULL`)
    return found ? followed(ctx.lang, found) : null
  },
  named: async (ctx, ids) =>
    (await challengesWhere(ctx.db, sql`c.id = ANY(${ids}::uuid[]) AND c.published_at IS NOT NULL`)).map((one) =>
      followed(ctx.lang, one),
    ),
}

function followed(lang: Lang, { id, number, title }: Challenge) {
  return { id, title: inLang(title, lang), lang, path: `/data/challenges/${number}` }
}

export const challengeNews: NewsSource = {
  name: 'open-data.challenges',
  async between(services, since, until) {
    const events = await eventsBetween(services.db, since, until)
    return events.map(({ kind, at, challenge, team }) => ({
      about: [{ kind: CHALLENGE, id: challenge.id }],
      path: `/data/challenges/${challenge.number}`,
      at,
      say: (lang) => ({
        title: inLang(challenge.title, lang),
        text: services.translate(lang)(`open-data.challenges.news.${kind}`, { team: team ?? '' }),
      }),
    }))
  },
}
