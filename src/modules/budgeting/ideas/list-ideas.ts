import type { Context } from '#kernel/http/context.ts'
import { isInstant, wrongCursor } from '#kernel/http/cursor.ts'
import { isId } from '#kernel/ids.ts'
import { isAnswered } from '../answers/asks.ts'
import type { IdeaRow } from '../idea-store.ts'
import { processRef } from '../process-ref.ts'
import { readMark } from '../recount/read-mark.ts'
import { votedOn } from '../result/store.ts'
import { budgetOf } from '../store.ts'
import type { ListQuery, Sort } from './fields.ts'
import { itemOf } from './idea-in-list.ts'
import { firstPictures } from './picture-store.ts'
import { ideasOf, takesIdeas } from './process-of.ts'
import type { IdeaList } from './replies.ts'
import { type After, countIdeas, findIdeas } from './store.ts'

const PAGE = 20

/** Ideas of a process that the filters find, a page at a time. */
export async function listIdeas(ctx: Context, { number }: { number: number }, query: ListQuery): Promise<IdeaList> {
  const { process, phase } = await ideasOf(ctx.db, number)
  const sort = query.sort ?? 'newest'
  const after = query.after === null ? null : readCursor(sort, query.after)
  const sought = { processId: process.id, words: query.q, category: query.category, state: query.state }
  const [rows, total, budget] = await Promise.all([
    findIdeas(ctx.db, sought, sort, PAGE + 1, after),
    countIdeas(ctx.db, sought),
    budgetOf(ctx.db, process.id),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const ids = shown.map(({ id }) => id)
  const [pictures, voted] = await Promise.all([firstPictures(ctx.db, ids), votedOn(ctx.db, ids)])
  return {
    process: processRef(ctx, process),
    items: shown.map((idea) => itemOf(ctx, idea, { picture: pictures.get(idea.id), voted: voted.get(idea.id) })),
    total,
    next: rows.length > PAGE && last ? cursorAfter(sort, last) : null,
    first: after === null,
    open: takesIdeas(ctx, phase),
    closesOn: phase.closesOn,
    supportsNeeded: budget.supportsNeeded,
    answers: await isAnswered(ctx.db, process.id),
    counted: phase.closedAt !== null,
    mark: await readMark(ctx.db, process.id, 'ideas', phase.closedAt),
    query: { q: query.q, category: query.category, state: query.state, sort },
  }
}

function cursorAfter(sort: Sort, { createdAt, supports, id }: IdeaRow): string {
  const value = sort === 'newest' ? createdAt.toISOString() : String(supports)
  return Buffer.from(`${sort} ${value} ${id}`).toString('base64url')
}

/** A cursor goes on in the order in which it was made; in another it would lead anywhere. */
function readCursor(sort: Sort, cursor: string): After {
  const [order, value = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const fits = sort === 'newest' ? isInstant(value) : /^\d{1,9}$/.test(value)
  if (order !== sort || !fits || !isId(id)) throw wrongCursor()
  return { value, id }
}
