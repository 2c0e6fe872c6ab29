import { may, permit } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say, type Translate } from '#kernel/i18n/translator.ts'
import { blueprintOf, blueprintsOf, type Method, methodOf } from './methods.ts'
import { ownPlaceChoices } from './own-place.ts'
import { ownOrganisations, ownProcess } from './own-process.ts'
import { runProcesses } from './permissions.ts'
import { phaseLacks } from './phase-lacks.ts'
import type { Process } from './process.ts'
import { lacks } from './publish-process.ts'
import { requestUnderWay } from './rehearsal/request-store.ts'
import { rehearsalsOf } from './rehearsal/store.ts'
import type { NewProcessView, PhaseDeskView, ProcessDeskList, ProcessDeskView, ProcessFactsView } from './replies.ts'
import { listItems, phaseSummary } from './show-processes.ts'
import { phasesOf, processesOf } from './store.ts'

/** The processes of the authorities for which the officer works. */
export async function listOwnProcesses(ctx: Context): Promise<ProcessDeskList> {
  permit(ctx, runProcesses)
  return {
    items: await listItems(ctx, await processesOf(ctx.db, ownOrganisations(ctx))),
    mayBegin: may(ctx, runProcesses),
  }
}

export async function showNewProcess(ctx: Context): Promise<NewProcessView> {
  permit(ctx, runProcesses)
  const t = ctx.translate(ctx.lang)
  const own = ownOrganisations(ctx)
  return {
    blueprints: blueprintsOf(ctx.manifests).map(({ name, phases }) => {
      const [room, short] = name.split('.')
      const key = `${room}.blueprint.${short}`
      return {
        name,
        title: t(key as MessageKey),
        says: t(`${key}.says` as MessageKey),
        days: phases.reduce((sum, { days }) => sum + days, 0),
      }
    }),
    organisations: (await currentAuthorities(ctx.db))
      .filter(({ id }) => own.includes(id))
      .map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) })),
    places: await ownPlaceChoices(ctx, own),
    today: dayOf(ctx.now, ctx.timeZone),
  }
}

export async function showProcessDesk(ctx: Context, { number }: { number: number }): Promise<ProcessDeskView> {
  const { process } = await ownProcess(ctx, number)
  const t = ctx.translate(ctx.lang)
  const blueprint = blueprintOf(ctx.manifests, process.blueprint)
  const phases = await phasesOf(ctx.db, [process.id])
  return {
    ...factsOf(process),
    slug: process.slug,
    state: process.state,
    endReason: process.endReason,
    blueprint: process.blueprint,
    place: ctx.places.name(process.placeKey, ctx.lang),
    phases: await Promise.all(
      phases.map(async (phase) => {
        const method = methodOf(ctx.manifests, phase.method)
        const missing = phase.openedAt ? [] : await phaseLacks(ctx, ctx.db, process, phase, ctx.now)
        return {
          ...phaseSummary(ctx, phase),
          missing: missing.map((text) => say(t, text)),
          desk: method.desk && phase.openedAt ? deskOf(process, method, method.desk, t) : null,
        }
      }),
    ),
    lacks: process.state === 'draft' ? (await lacks(ctx, ctx.db, process, ctx.now)).map((text) => say(t, text)) : [],
    rehearsal: process.rehearsal !== null,
    rehearsals:
      blueprint.rehearsal && !process.rehearsal
        ? (await rehearsalsOf(ctx.db, process.id)).map(({ number, title, createdAt }) => ({
            number,
            title: inLang(title, ctx.lang),
            at: createdAt.toISOString(),
          }))
        : null,
    beingRehearsed: (await requestUnderWay(ctx.db, process.id))?.number ?? null,
    settings: blueprint.settings
      ? { path: `/work/processes/${number}${blueprint.settings.path}`, label: t(blueprint.settings.label) }
      : null,
  }
}

/** Work of every process is none of a rehearsal, nor is what cannot be rehearsed. */
function deskOf(
  { number, rehearsal }: Process,
  { notRehearsed }: Method,
  { path, label }: NonNullable<Method['desk']>,
  t: Translate,
) {
  if (rehearsal && notRehearsed) return null
  if (!path.startsWith('/work/')) return { path: `/work/processes/${number}${path}`, label: t(label) }
  return rehearsal ? null : { path, label: t(label) }
}

export async function showFacts(ctx: Context, { number }: { number: number }): Promise<ProcessFactsView> {
  const { process } = await ownProcess(ctx, number)
  return { ...factsOf(process), places: await ownPlaceChoices(ctx, [process.organisationId], process.placeKey) }
}

/** @throws NotFound for a phase that is not there */
export async function showPhase(
  ctx: Context,
  { number, phase: position }: { number: number; phase: number },
): Promise<PhaseDeskView> {
  const { process } = await ownProcess(ctx, number)
  const phase = (await phasesOf(ctx.db, [process.id])).find((one) => one.position === position)
  if (!phase) throw new NotFound()
  return {
    number,
    title: inLang(process.title, ctx.lang),
    state: process.state,
    phase: phaseSummary(ctx, phase),
  }
}

function factsOf({ number, title, summary, placeKey, minAge, residentsOnly, level }: Process) {
  return { number, title, summary, placeKey, minAge, residentsOnly, level }
}
