import type { HomeOffer } from '#commons/home/offer.ts'
import { form, optional, token } from '#kernel/forms/fields.ts'
import { page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { authoritySlug } from '../fields.ts'
import { petitionPath } from '../petition.ts'
import { listOwed, longestOverdue } from './list-owed.ts'
import { OwedPage } from './pages/owed-page.tsx'
import { OwedList } from './replies.ts'

const showOwed = page({
  name: 'listOwed',
  path: '/petitions/owed',
  query: form({ authority: optional(authoritySlug()), after: optional(token()) }),
  reply: OwedList,
  load: (ctx, _params, query) => listOwed(ctx, query),
  html: (reply, view) => OwedPage({ reply, view }),
})

const CARDS = 3

/** What is most worth asking about. */
export const overdueNow: HomeOffer = {
  name: 'petitions-owed',
  title: 'petitions.owed.home',
  more: { path: '/petitions/owed', label: 'petitions.owed.home.more' },
  load: async (ctx) => {
    const t = ctx.translate(ctx.lang)
    return (await longestOverdue(ctx, CARDS)).map(({ petition, authority, clock }) => ({
      title: petition.title,
      lang: petition.lang,
      path: petitionPath(petition),
      tone: 'overdue',
      state: t('ui.clock.overdue', { days: -clock.daysLeft }),
      meta: authority.name,
      progress: null,
    }))
  },
}

export const owed: Part = { endpoints: [showOwed] }
