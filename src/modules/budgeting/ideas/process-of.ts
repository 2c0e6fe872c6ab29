import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { type Phase, type Process, standingOf } from '#commons/processes/process.ts'
import { findPublicProcess, phaseWith, processesWhere } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'

export const METHOD = 'budgeting.ideas'

/** A public process that takes ideas, with its phase. @throws NotFound */
export async function ideasOf(db: Db | Tx, number: number): Promise<{ process: Process; phase: Phase }> {
  const process = await findPublicProcess(db, number)
  return { process, phase: await phaseOf(db, process) }
}

/** The process that an idea was proposed in. */
export async function processOf(db: Db | Tx, { processId }: { processId: string }): Promise<Process> {
  const [process] = await processesWhere(db, sql`p.id = ${processId}`)
  if (!process) throw new NotFound()
  return process
}

/** @throws NotFound for a process without ideas */
export async function phaseOf(db: Db | Tx, process: Process): Promise<Phase> {
  const phase = await phaseWith(db, process.id, METHOD)
  if (!phase) throw new NotFound()
  return phase
}

/** Whether ideas are proposed and supported now: what comes after the last day is late even before the phase was closed. */
export function takesIdeas(ctx: Context, phase: Phase): boolean {
  return standingOf(phase) === 'open' && dayOf(ctx.now, ctx.timeZone) <= phase.closesOn
}

export function processRef(ctx: Context, { number, slug, title }: Process) {
  return { number, slug, title: inLang(title, ctx.lang) }
}
