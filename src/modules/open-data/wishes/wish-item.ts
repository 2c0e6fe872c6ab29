import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { WishItem } from './replies.ts'
import type { Wish } from './store.ts'

/** A wish as lists and links show it; of a hidden one the title is the words that say so. */
export function wishItem(ctx: Context, wish: Wish): WishItem {
  const { number, state, supports, institution, createdAt, hiddenReason } = wish
  const hidden = hiddenReason !== null
  return {
    number,
    slug: hidden ? 'hidden' : wish.slug,
    title: hidden ? ctx.translate(ctx.lang)('open-data.wishes.hidden.title', { number }) : wish.title,
    lang: hidden ? ctx.lang : wish.lang,
    state,
    supports,
    institution: institution && { slug: institution.slug, name: inLang(institution.name, ctx.lang) },
    createdAt: createdAt.toISOString(),
  }
}
