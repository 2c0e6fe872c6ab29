import { recordAct } from '#commons/audit/record.ts'
import { lockOwnProcess, ownProcess } from '#commons/processes/own-process.ts'
import { phaseWith } from '#commons/processes/store.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { processRef } from '../process-ref.ts'
import { countersOf, keepCounters } from './counters-store.ts'
import type { countersForm } from './fields.ts'
import { runPaper } from './permissions.ts'
import type { PaperCountersView } from './replies.ts'

/** What was said so far, to be changed. */
export async function showCounters(ctx: Context, { number }: { number: number }): Promise<PaperCountersView> {
  const { process } = await ownProcess(ctx, number, runPaper)
  const said = await countersOf(ctx.db, process.id)
  return { process: processRef(ctx, process), counters: said?.counters ?? null, home: said?.home ?? null }
}

/**
 * Says in public at which counters one votes on paper, and how one asks for a visit at home. Who has no JavaScript for an anonymous ballot
 * finds it there.
 *
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput, RuleBroken budgeting.paper.vote-is-over
 */
export async function sayCounters(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof countersForm)['fields']>,
): Promise<{ number: number }> {
  const { process, by } = await lockOwnProcess(ctx, number, runPaper)
  const phase = await phaseWith(ctx.tx, process.id, 'budgeting.vote')
  if (!phase || phase.closedAt || process.state === 'ended' || process.state === 'cancelled')
    throw new RuleBroken('budgeting.paper.vote-is-over')
  const { countersRo, countersRu, countersEn, homeRo, homeRu, homeEn } = form
  if (homeRo === null && (homeRu || homeEn))
    throw new InvalidInput([{ field: 'homeRo', text: { key: 'kernel.form.missing' } }])
  const said = {
    counters: { ro: countersRo, ...(countersRu && { ru: countersRu }), ...(countersEn && { en: countersEn }) },
    home: homeRo === null ? null : { ro: homeRo, ...(homeRu && { ru: homeRu }), ...(homeEn && { en: homeEn }) },
  }
  await keepCounters(ctx.tx, process.id, said, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.say-counters',
    subject: { kind: 'process', id: String(number) },
    data: { counters: said.counters.ro, ...(said.home && { home: said.home.ro }) },
    now: ctx.now,
  })
  return { number }
}
