import { placeLabel } from '#commons/places/label.ts'
import type { Context, Services } from '#kernel/http/context.ts'
import type { NewsSubject } from '../subscriptions.ts'
import type { Followable, Followed } from './followable.ts'

const PLACE = 'places.place'

/** Places: what rooms do in one, or under it. */
export const places: Followable = {
  kind: PLACE,
  slug: 'places',
  label: 'notices.following.kind.places',
  find: async (ctx, key) => named(ctx, key),
  named: async (ctx, keys) => keys.flatMap((key) => named(ctx, key) ?? []),
}

/** The place and all above it, as subjects of news: who follows a district hears of its villages. */
export function placesAround({ places: tree }: Pick<Services, 'places'>, key: string): NewsSubject[] {
  return tree.find(key) ? tree.path(key).map((place) => ({ kind: PLACE, id: place.key })) : []
}

function named(ctx: Context, key: string): Followed | null {
  if (!ctx.places.find(key)) return null
  return { id: key, title: placeLabel(ctx, key), lang: ctx.lang, path: `/follow/places/${key}` }
}
