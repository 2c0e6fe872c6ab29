import type { HomeCard, HomeOffer } from '#commons/home/offer.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { petitionPath } from '../petition.ts'
import { type Satisfied, satisfiedLately } from './store.ts'

const CARDS = 3

/** What petitions brought, the newest first. */
export const changedLately: HomeOffer = {
  name: 'petitions-changed',
  title: 'petitions.home.changed',
  more: { path: '/petitions?state=answered', label: 'petitions.home.changed.more' },
  load: async (ctx) => {
    const satisfied = await satisfiedLately(ctx.db, CARDS, ctx.timeZone)
    return satisfied.map((one) => satisfiedCard(ctx, one))
  },
}

function satisfiedCard(ctx: Context, { number, slug, lang, title, authority, days, done }: Satisfied): HomeCard {
  const t = ctx.translate(ctx.lang)
  const name = inLang(authority, ctx.lang)
  return {
    title,
    lang,
    path: petitionPath({ number, slug }),
    tone: 'good',
    state: t(done ? 'petitions.home.done' : 'petitions.answering.outcome.satisfied'),
    meta: days === null ? name : t('petitions.home.answered-in', { authority: name, days }),
    progress: null,
  }
}
