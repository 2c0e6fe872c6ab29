import { sql } from 'kysely'
import type { TourStep } from '#commons/demo/tour/step.ts'
import { type Process, processPath } from '#commons/processes/process.ts'
import { processesWhere } from '#commons/processes/store.ts'
import type { Context } from '#kernel/http/context.ts'

/** What the demo's tour shows of budgets: two stages in which anybody can take part. */
export const budgetTour: TourStep[] = [
  {
    title: 'budgeting.demo.tour.needs',
    todo: 'budgeting.demo.tour.needs.todo',
    why: 'budgeting.demo.tour.needs.why',
    async find(ctx) {
      const process = await firstOpen(ctx, 'budgeting.town', 'budgeting.needs')
      return (
        process && {
          way: { label: { key: 'budgeting.demo.tour.needs.go' }, path: `${processPath(process)}/needs`, as: 'maria' },
        }
      )
    },
  },
  {
    title: 'budgeting.demo.tour.quick',
    todo: 'budgeting.demo.tour.quick.todo',
    why: 'budgeting.demo.tour.quick.why',
    async find(ctx) {
      const process = await firstOpen(ctx, 'budgeting.quick', 'budgeting.ideas')
      const answered = await firstOpen(ctx, 'budgeting.quick', 'budgeting.answers')
      if (!process) return null
      return {
        way: { label: { key: 'budgeting.demo.tour.quick.go' }, path: `${processPath(process)}/ideas`, as: 'serghei' },
        also: answered
          ? [{ label: { key: 'budgeting.demo.tour.quick.answers' }, path: `${processPath(answered)}/answers` }]
          : [],
      }
    },
  },
]

/** The first process of a blueprint whose phase with this method takes acts today; null where none does. */
async function firstOpen(ctx: Context, blueprint: string, method: string): Promise<Process | null> {
  const [process] = await processesWhere(
    ctx.db,
    sql`p.blueprint = ${blueprint} AND p.state = 'running' AND p.rehearsal_of IS NULL AND EXISTS (
      SELECT FROM processes.phase f WHERE f.process_id = p.id AND f.method = ${method} AND f.opened_at IS NOT NULL AND f.closed_at IS NULL)
      ORDER BY p.number LIMIT 1`,
  )
  return process ?? null
}
