import type { Followable, Followed } from '#commons/notices/following/followable.ts'
import type { Context } from '#kernel/http/context.ts'
import { officialsNow } from './store.ts'

/** Kind of subject of subscriptions: what waits for an official, by the id of their mailbox. */
export const WAITING = 'work.waiting'

/** Officials hear of it without asking, and stop it where they see all that they follow. */
export const waitingToFollow: Followable = {
  kind: WAITING,
  slug: 'work',
  label: 'work.letters.kind',
  async find(ctx, key) {
    const { mailboxId, roles = [] } = ctx.viewer
    return key === 'mine' && mailboxId && roles.length > 0 ? followed(ctx, mailboxId) : null
  },
  named: async (ctx, ids) => (await officialsNow(ctx.db, ids)).map(({ mailboxId }) => followed(ctx, mailboxId)),
}

function followed(ctx: Context, id: string): Followed {
  return { id, title: ctx.translate(ctx.lang)('work.letters.title'), lang: ctx.lang, path: '/work' }
}
