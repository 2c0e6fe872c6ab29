import type { HomeCard, HomeOffer } from '#commons/home/offer.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { placeLabel } from '#commons/places/label.ts'
import type { Context } from '#kernel/http/context.ts'
import { petitionPath } from '../petition.ts'
import { type ListedPetition, newestOpen } from '../store.ts'

const CARDS = 3

/** The newest petitions that take signatures, for the home page. */
export const gatheringNow: HomeOffer = {
  name: 'petitions-gathering',
  title: 'petitions.home.title',
  more: { path: '/petitions', label: 'petitions.home.more' },
  load: async (ctx) => {
    const rows = await newestOpen(ctx.db, CARDS, dayOf(ctx.now, ctx.timeZone))
    return rows.map((row) => cardOf(ctx, row))
  },
}

function cardOf(ctx: Context, row: ListedPetition): HomeCard {
  const t = ctx.translate(ctx.lang)
  return {
    title: row.title,
    lang: row.lang,
    path: petitionPath(row),
    tone: 'going',
    state: t('petitions.state.open'),
    meta: placeLabel(ctx, row.placeKey),
    progress: row.next && {
      value: row.total,
      max: row.next.signatures,
      label: t('petitions.count.label'),
      next: t(`petitions.threshold.${row.next.name}`),
    },
  }
}
