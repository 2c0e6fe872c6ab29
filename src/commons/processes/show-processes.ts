import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { showRounds } from './again/show-rounds.ts'
import { eventInWords, namedNow, nameOfMethod, rehearsalInWords } from './in-words.ts'
import { type Method, methodOf } from './methods.ts'
import { phaseLacks } from './phase-lacks.ts'
import { type Phase, type Process, processPath, standingOf } from './process.ts'
import type { ProcessList, ProcessListItem, ProcessView } from './replies.ts'
import { rollOf } from './roll/store.ts'
import { countPublished, eventsOf, findPublicProcess, movesOf, phasesOf, publishedProcesses } from './store.ts'

const PAGE = 20

/** Published processes, newest first. */
export async function listProcesses(ctx: Context, query: { after: string | null }): Promise<ProcessList> {
  const [rows, total, beside] = await Promise.all([
    publishedProcesses(ctx.db, query.after ? readCursor(query.after) : null, PAGE + 1),
    countPublished(ctx.db),
    listBeside(ctx),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: await listItems(ctx, shown),
    total,
    next: rows.length > PAGE && last?.publishedAt ? writeCursor({ at: last.publishedAt, id: last.id }) : null,
    beside,
  }
}

async function listBeside(ctx: Context): Promise<ProcessList['beside']> {
  const t = ctx.translate(ctx.lang)
  const all = ctx.manifests.flatMap((manifest) => manifest.besideProcesses ?? [])
  const shown = await Promise.all(all.map(async (one) => ({ ...one, ...(await one.newest(ctx)) })))
  return shown
    .filter(({ total }) => total > 0)
    .map(({ name, title, lead, mark, path, all, items, total }) => ({
      name,
      title: say(t, { key: title }),
      lead: say(t, { key: lead }),
      mark: say(t, { key: mark }),
      all: { path, label: say(t, { key: all, args: { count: total } }) },
      items,
    }))
}

/** Processes as lists show them, each with the phase that counts now. */
export async function listItems(ctx: Context, processes: Process[]): Promise<ProcessListItem[]> {
  const phases = Map.groupBy(
    await phasesOf(
      ctx.db,
      processes.map(({ id }) => id),
    ),
    ({ processId }) => processId,
  )
  return processes.map((process) => {
    const phase = currentPhase(phases.get(process.id) ?? [])
    return {
      number: process.number,
      slug: process.slug,
      title: inLang(process.title, ctx.lang),
      state: process.state,
      place: { key: process.placeKey, name: ctx.places.name(process.placeKey, ctx.lang) },
      organisation: inLang(process.organisation.name, ctx.lang),
      phase: phase && phaseSummary(ctx, phase),
      demo: process.demo,
      rehearsal: process.rehearsal !== null,
    }
  })
}

/** The open phase (the last to open, when two overlap), else the next, else the last. */
export function currentPhase(phases: Phase[]): Phase | null {
  return (
    phases.findLast((phase) => standingOf(phase) === 'open') ??
    phases.find((phase) => standingOf(phase) === 'coming') ??
    phases.at(-1) ??
    null
  )
}

export function phaseSummary(ctx: Context, phase: Phase) {
  return {
    position: phase.position,
    method: phase.method,
    name: nameOfMethod(ctx, phase.method),
    opensOn: phase.opensOn,
    closesOn: phase.closesOn,
    standing: standingOf(phase),
  }
}

/** A process as everybody sees it. */
export async function showProcess(ctx: Context, { number }: { number: number }): Promise<ProcessView> {
  const process = await findPublicProcess(ctx.db, number)
  const [phases, moves, events] = await Promise.all([
    phasesOf(ctx.db, [process.id]),
    movesOf(ctx.db, process.id),
    eventsOf(ctx.db, process.id),
  ])
  const methods = phases.map(({ method }) => methodOf(ctx.manifests, method))
  const t = ctx.translate(ctx.lang)
  const figures = await Promise.all(methods.map(async (method) => (await method.figures?.(ctx.db, process)) ?? []))
  return {
    number: process.number,
    slug: process.slug,
    title: inLang(process.title, ctx.lang),
    summary: inLang(process.summary, ctx.lang),
    state: process.state,
    endReason: process.endReason,
    place: ctx.places.path(process.placeKey).map(({ key }) => ({ key, name: ctx.places.name(key, ctx.lang) })),
    organisation: { slug: process.organisation.slug, name: inLang(process.organisation.name, ctx.lang) },
    minAge: process.minAge,
    residentsOnly: process.residentsOnly,
    level: process.level,
    rollSource: (await rollOf(ctx.db, process.id))?.source ?? 'declared',
    demo: process.demo,
    rehearsal: rehearsalInWords(ctx, process),
    rounds: await showRounds(ctx, process),
    phases: await Promise.all(phases.map((phase, at) => phaseOf(ctx, process, phase, methods[at] as Method))),
    figures: phases.flatMap((phase, at) =>
      (figures[at] ?? []).map(({ value, of, recounted, disagreesSince }) => ({
        value,
        of: t(of, { count: value } as never),
        phase: nameOfMethod(ctx, phase.method),
        main: at === mainPhase(phases, figures),
        recounted: recounted ? { at: recounted.at.toISOString(), index: recounted.entries } : null,
        disagreesSince: disagreesSince?.toISOString() ?? null,
      })),
    ),
    moves: moves.map((move) => ({
      phase: nameOfMethod(ctx, move.method),
      opensBefore: move.opensBefore,
      closesBefore: move.closesBefore,
      opensAfter: move.opensAfter,
      closesAfter: move.closesAfter,
      reason: move.reason,
      at: move.movedAt.toISOString(),
    })),
    events: (await namedNow(ctx, process.id, events)).map((event) => ({
      kind: event.kind,
      text: eventInWords(ctx, event),
      at: event.happenedAt.toISOString(),
    })),
  }
}

/** Which phase's numbers come first: of those that have begun the last one with any; before that the first one with any. */
function mainPhase(phases: readonly Phase[], figures: readonly { length: number }[]): number {
  const told = phases.flatMap((phase, at) => (figures[at]?.length ? [{ phase, at }] : []))
  return (told.findLast(({ phase }) => phase.openedAt !== null) ?? told[0])?.at ?? -1
}

async function phaseOf(
  ctx: Context,
  process: Process,
  phase: Phase,
  method: Method,
): Promise<ProcessView['phases'][number]> {
  const t = ctx.translate(ctx.lang)
  const empty = process.rehearsal !== null && method.notRehearsed
  const way = (one: Method['act']) =>
    one && !empty ? { path: `${processPath(process)}${one.path}`, label: t(one.label) } : undefined
  const summary = phaseSummary(ctx, phase)
  const coming = summary.standing === 'coming'
  const early = coming && method.early && (await method.early.there(ctx.db, process)) ? method.early : null
  const look = method.look && { ...method.look, ...(early?.label && { label: early.label }) }
  const more = coming ? [] : await waysThere(ctx, process, method)
  const due = process.state === 'running' && coming && phase.opensOn <= dayOf(ctx.now, ctx.timeZone)
  const ends = summary.standing === 'closed' || process.state !== 'running'
  return {
    ...summary,
    says: nameOfMethod(ctx, phase.method, '.says'),
    openedAt: phase.openedAt?.toISOString() ?? null,
    closedAt: phase.closedAt?.toISOString() ?? null,
    waits: due ? (await phaseLacks(ctx, ctx.db, process, phase, ctx.now)).map((text) => say(t, text)) : [],
    act: (summary.standing === 'open' && process.state === 'running' && way(method.act)) || null,
    also: ends ? [] : ((await method.also?.(ctx, process)) ?? []).map((text) => say(t, text)),
    look: ((!coming || early) && way(look)) || null,
    more: more.flatMap((one) => way(one) ?? []),
  }
}

async function waysThere(ctx: Context, process: Process, { more = [] }: Method) {
  const there = await Promise.all(more.map(async (one) => (await one.there?.(ctx.db, process)) ?? true))
  return more.filter((_, at) => there[at])
}
