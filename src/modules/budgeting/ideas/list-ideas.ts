import type { Context } from '#kernel/http/context.ts'
import { isInstant, wrongCursor } from '#kernel/http/cursor.ts'
import { isId } from '#kernel/ids.ts'
import { isAnswered } from '../answers/asks.ts'
import { type IdeaCount, ideaCountsOf } from '../counts.ts'
import { isVoted, type Standing, standings } from '../idea.ts'
import type { IdeaRow } from '../idea-store.ts'
import { processRef } from '../process-ref.ts'
import { readMark } from '../recount/read-mark.ts'
import { type VotedOn, votedIn } from '../result/store.ts'
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
  const [voted, counts] = await Promise.all([votedIn(ctx.db, process.id), ideaCountsOf(ctx.db, process.id)])
  const { state } = query
  const among = isVoted(state) ? [...voted].flatMap(([id, vote]) => (vote.voted === state ? [id] : [])) : null
  const sought = {
    ...{ processId: process.id, words: query.q, category: query.category },
    ...{ state: isVoted(state) ? null : state, among },
  }
  const [rows, total, budget] = await Promise.all([
    findIdeas(ctx.db, sought, sort, PAGE + 1, after),
    countIdeas(ctx.db, sought, counts),
    budgetOf(ctx.db, process.id),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const pictures = await firstPictures(
    ctx.db,
    shown.map(({ id }) => id),
  )
  return {
    process: processRef(ctx, process),
    items: shown.map((idea) => itemOf(ctx, idea, { picture: pictures.get(idea.id), voted: voted.get(idea.id)?.voted })),
    total,
    next: rows.length > PAGE && last ? cursorAfter(sort, last) : null,
    first: after === null,
    open: takesIdeas(ctx, phase),
    closesOn: phase.closesOn,
    supportsNeeded: budget.supportsNeeded,
    answers: await isAnswered(ctx.db, process.id),
    counted: phase.closedAt !== null,
    mark: await readMark(ctx.db, process.id, 'ideas', phase.closedAt),
    standings: standingsOf(counts, voted),
    query: { q: query.q, category: query.category, state, sort },
  }
}

/** How many ideas stand how, of the ways in which any does. Once it is decided, those on the ballot are told by what came of it. */
function standingsOf(counts: IdeaCount[], voted: Map<string, VotedOn>): IdeaList['standings'] {
  const outcomes = [...voted.values()].map((vote) => vote.voted)
  const ideas = (standing: Standing) =>
    isVoted(standing)
      ? outcomes.filter((one) => one === standing).length
      : counts.filter(({ state }) => state === standing).reduce((sum, one) => sum + one.ideas, 0)
  return standings.flatMap((standing) => (ideas(standing) > 0 ? [{ standing, ideas: ideas(standing) }] : []))
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
