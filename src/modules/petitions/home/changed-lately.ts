import type { HomeCard, HomeOffer } from '#commons/home/offer.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { petitionPath } from '../petition.ts'
import { findStatistics, titlesOf } from '../statistics/store.ts'
import { type Satisfied, satisfiedLately } from './store.ts'

const CARDS = 3

/** What petitions brought, and the term that is over the longest: the good news does not stand without the bad. */
export const changedLately: HomeOffer = {
  name: 'petitions-changed',
  title: 'petitions.home.changed',
  more: { path: '/petitions?state=answered', label: 'petitions.home.changed.more' },
  load: async (ctx) => {
    const overdue = await longestOverdue(ctx)
    const satisfied = await satisfiedLately(ctx.db, CARDS - overdue.length, ctx.timeZone)
    return [...satisfied.map((one) => satisfiedCard(ctx, one)), ...overdue]
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

async function longestOverdue(ctx: Context): Promise<HomeCard[]> {
  const [term] = (await findStatistics(ctx.db))?.figures.overdue.items ?? []
  if (!term) return []
  const titles = await titlesOf(ctx.db, [term.number])
  return titles.map(({ number, slug, lang, title }) => ({
    title,
    lang,
    path: petitionPath({ number, slug }),
    tone: 'overdue',
    state: ctx.translate(ctx.lang)('petitions.home.overdue', { days: term.daysOver }),
    meta: inLang(term.authority.name, ctx.lang),
    progress: null,
  }))
}
