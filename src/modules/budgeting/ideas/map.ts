import { sql } from 'kysely'
import type { Context } from '#kernel/http/context.ts'
import { type IdeaRow, ideasWhere } from '../idea-store.ts'
import { processRef } from '../process-ref.ts'
import { linkOf } from './idea-in-list.ts'
import { ideasOf } from './process-of.ts'
import type { IdeaMap } from './replies.ts'

/** As many as a drawing of this size can tell apart, and a page may weigh. */
const MOST = 150

/** Ideas of a process that say where they are, the most supported of them, in the order of their numbers. */
export async function mapIdeas(ctx: Context, { number }: { number: number }): Promise<IdeaMap> {
  const { process } = await ideasOf(ctx.db, number)
  const ideas = await ideasWhere(
    ctx.db,
    sql`i.process_id = ${process.id} AND i.latitude IS NOT NULL AND i.hidden_reason IS NULL ORDER BY i.supports DESC, i.id DESC LIMIT ${MOST + 1}`,
  )
  return {
    process: processRef(ctx, process),
    more: ideas.length > MOST,
    items: ideas
      .slice(0, MOST)
      .sort((a, b) => a.number - b.number)
      .map((idea) => ({
        ...linkOf(ctx, idea),
        place: ctx.places.name(idea.placeKey, ctx.lang),
        address: idea.address,
        ...pointOf(idea),
      })),
  }
}

const pointOf = ({ latitude, longitude }: IdeaRow) => ({ latitude: latitude as number, longitude: longitude as number })
