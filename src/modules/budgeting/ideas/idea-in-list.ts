import type { Context } from '#kernel/http/context.ts'
import type { IdeaRow } from '../idea-store.ts'
import type { IdeaItem, IdeaLink } from './replies.ts'

/** How links name an idea. The words of a hidden one are nobody's to read. */
export function linkOf(ctx: Context, idea: Pick<IdeaRow, 'number' | 'slug' | 'title' | 'lang' | 'state'>): IdeaLink {
  const { number, slug } = idea
  return idea.state === 'hidden'
    ? { number, slug, title: ctx.translate(ctx.lang)('budgeting.ideas.hidden.title', { number }), lang: ctx.lang }
    : { number, slug, title: idea.title, lang: idea.lang }
}

export function itemOf(ctx: Context, idea: IdeaRow): IdeaItem {
  return {
    ...linkOf(ctx, idea),
    state: idea.state,
    place: { key: idea.placeKey, name: ctx.places.name(idea.placeKey, ctx.lang) },
    category: idea.category,
    supports: idea.supports,
    createdAt: idea.createdAt.toISOString(),
  }
}
