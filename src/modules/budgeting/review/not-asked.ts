import type { Db, Tx } from '#kernel/database/database.ts'
import { Gone, type Refusal } from '#kernel/errors.ts'
import { ideaPath } from '../idea.ts'
import { type IdeaRow, ideaEventsOf } from '../idea-store.ts'
import type { Aspect } from './aspects.ts'

/** What to say to an office of which an opinion is not asked: that a request was taken back, as the idea's own story tells, else what is given. */
export async function notAsked(db: Db | Tx, idea: IdeaRow, aspect: Aspect, otherwise: Refusal): Promise<Refusal> {
  const events = await ideaEventsOf(db, idea.id)
  const takenBack = events.some(({ kind, data }) => kind === 'review.taken-back' && data.aspect === aspect)
  return takenBack
    ? new Gone('budgeting.review.taken-back').leadingTo(ideaPath(idea), { key: 'budgeting.review.taken-back.why' })
    : otherwise
}
