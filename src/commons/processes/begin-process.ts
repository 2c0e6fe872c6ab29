import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { addDays, dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { isTooFar } from './far-day.ts'
import { type Blueprint, blueprintsOf } from './methods.ts'
import { refuseForeignPlace } from './own-place.ts'
import { runProcesses } from './permissions.ts'
import { addPhases, addProcess, findProcess } from './store.ts'

export interface Beginning {
  blueprint: string
  title: Localised
  summary: Localised
  placeKey: string
  organisationId: string
  /** First day of the first phase. */
  firstDay: PlainDay
}

/** An officer begins a draft from a blueprint, for an authority of theirs. */
export async function beginProcess(ctx: WriteContext, beginning: Beginning): Promise<{ number: number }> {
  const { organisationId } = beginning
  const by = permit(ctx, runProcesses, { organisationId })
  await refuseForeignPlace(ctx, ctx.tx, organisationId, beginning.placeKey)
  const { number } = await draftProcess(ctx, ctx.tx, beginning, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.begin',
    subject: { kind: 'process', id: String(number) },
    data: { blueprint: beginning.blueprint, title: beginning.title },
    now: ctx.now,
  })
  return { number }
}

/** The draft itself, for officers and for the demo's seed. @throws InvalidInput for an unknown place or blueprint, a day that is past */
export async function draftProcess(
  services: Services,
  tx: Tx,
  beginning: Beginning & { demo?: boolean },
  now: Date,
): Promise<{ id: string; number: number }> {
  const { title, summary, placeKey, organisationId, firstDay, demo = false } = beginning
  const blueprint = blueprintsOf(services.manifests).find(({ name }) => name === beginning.blueprint)
  if (!blueprint) throw new InvalidInput([{ field: 'blueprint', text: { key: 'kernel.form.choose' } }])
  if (!services.places.find(placeKey)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
  const today = dayOf(now, services.timeZone)
  if (firstDay < today) throw new InvalidInput([{ field: 'firstDay', text: { key: 'processes.first-day.past' } }])
  if (isTooFar(firstDay, today)) throw new InvalidInput([{ field: 'firstDay', text: { key: 'processes.day-far' } }])
  const id = newId(now)
  const { number } = await addProcess(tx, {
    id,
    slug: slugOf(title.ro, 'process'),
    blueprint: blueprint.name,
    title,
    summary,
    placeKey,
    organisationId,
    ...blueprint.who,
    level: 'email',
    demo,
    createdAt: now,
  })
  await addPhases(tx, id, laidOut(blueprint, firstDay), now)
  await blueprint.begin(services, tx, await findProcess(tx, number))
  return { id, number }
}

/** One phase after the other, each as long as the blueprint says. */
function laidOut(blueprint: Blueprint, firstDay: PlainDay) {
  let opensOn = firstDay
  return blueprint.phases.map(({ method, days }) => {
    const phase = { method, opensOn, closesOn: addDays(opensOn, days - 1) }
    opensOn = addDays(opensOn, days)
    return phase
  })
}
