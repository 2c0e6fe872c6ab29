import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Phase, type Process, takesActs } from '#commons/processes/process.ts'
import { findPublicPhase, phaseOffering, processesWhere } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'

export const METHOD = 'budgeting.ideas'

/** A public process that takes ideas, with its phase. @throws NotFound */
export const ideasOf = (db: Db | Tx, number: number) => findPublicPhase(db, number, METHOD)

/** The process that an idea was proposed in. */
export async function processOf(db: Db | Tx, { processId }: { processId: string }): Promise<Process> {
  const [process] = await processesWhere(db, sql`p.id = ${processId}`)
  if (!process) throw new NotFound()
  return process
}

/** @throws NotFound for a process without ideas */
export const phaseOf = (db: Db | Tx, process: Process): Promise<Phase> => phaseOffering(db, process.id, METHOD)

/** Public processes in which an idea of a place can be proposed now, the oldest first. */
export function gatheringFor(ctx: Context, { placeKey }: { placeKey: string }): Promise<Process[]> {
  const places = ctx.places.path(placeKey).map(({ key }) => key)
  return processesWhere(
    ctx.db,
    sql`p.state = 'running' AND p.rehearsal_of IS NULL AND p.place_key = ANY(${places}::text[]) AND EXISTS (
      SELECT FROM processes.phase h WHERE h.process_id = p.id AND h.method = ${METHOD} AND h.opened_at IS NOT NULL AND h.closed_at IS NULL
        AND h.closes_on >= ${dayOf(ctx.now, ctx.timeZone)}) ORDER BY p.published_at, p.id LIMIT 5`,
  )
}

/** Whether ideas are proposed and supported now. */
export const takesIdeas = (ctx: Context, phase: Phase): boolean => takesActs(phase, dayOf(ctx.now, ctx.timeZone))
