import type { Context } from '#kernel/http/context.ts'
import type { Voted } from '../idea.ts'
import { type IdeaRow, isHidden } from '../idea-store.ts'
import { picturePath } from './picture-store.ts'
import type { IdeaItem, IdeaLink } from './replies.ts'

/** How links name an idea. The words of a hidden one are nobody's to read. */
export function linkOf(
  ctx: Context,
  idea: Pick<IdeaRow, 'number' | 'slug' | 'title' | 'lang' | 'hiddenReason'>,
): IdeaLink {
  const { number, slug } = idea
  return isHidden(idea)
    ? { number, slug, title: ctx.translate(ctx.lang)('budgeting.ideas.hidden.title', { number }), lang: ctx.lang }
    : { number, slug, title: idea.title, lang: idea.lang }
}

/** @param more.picture the first one of the idea, where lists show pictures; `voted`: what came of the vote, where they tell it */
export function itemOf(
  ctx: Context,
  idea: IdeaRow,
  { picture, voted }: { picture?: { id: string; description: string } | undefined; voted?: Voted | undefined } = {},
): IdeaItem {
  return {
    ...linkOf(ctx, idea),
    state: idea.state,
    voted: voted ?? null,
    place: { key: idea.placeKey, name: ctx.places.name(idea.placeKey, ctx.lang) },
    category: idea.category,
    supports: idea.supports,
    createdAt: idea.createdAt.toISOString(),
    picture: picture ? { path: picturePath(idea.number, picture.id, 'small'), description: picture.description } : null,
  }
}
