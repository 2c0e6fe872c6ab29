import { sql } from 'kysely'
import type { HomeCard, HomeOffer } from '#commons/home/offer.ts'
import { dayOf, daysBetween } from '#commons/lifecycle/plain-day.ts'
import { placeLabel } from '#commons/places/label.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { nameOfMethod } from './in-words.ts'
import { methodOf } from './methods.ts'
import { type Phase, type Process, processPath } from './process.ts'
import { currentPhase } from './show-processes.ts'
import { phasesOf, processesWhere } from './store.ts'

const CARDS = 3

/** Processes in which one can do something now, for the home page; those that close soonest first. */
export const openNow: HomeOffer = {
  name: 'processes-open',
  title: 'processes.home.title',
  more: { path: '/processes', label: 'processes.home.more' },
  async load(ctx) {
    const today = dayOf(ctx.now, ctx.timeZone)
    const processes = await processesWhere(
      ctx.db,
      sql`p.state = 'running' AND p.id IN (
        SELECT process_id FROM processes.phase WHERE opened_at IS NOT NULL AND closed_at IS NULL AND closes_on >= ${today})`,
    )
    const phases = Map.groupBy(
      await phasesOf(
        ctx.db,
        processes.map(({ id }) => id),
      ),
      ({ processId }) => processId,
    )
    return processes
      .map((process) => ({ process, phase: currentPhase(phases.get(process.id) ?? []) as Phase }))
      .filter(({ phase }) => phase.closesOn >= today && methodOf(ctx.manifests, phase.method).act)
      .sort((a, b) => a.phase.closesOn.localeCompare(b.phase.closesOn))
      .slice(0, CARDS)
      .map(({ process, phase }) => cardOf(ctx, process, phase, daysBetween(today, phase.closesOn)))
  },
}

function cardOf(ctx: Context, process: Process, phase: Phase, days: number): HomeCard {
  const t = ctx.translate(ctx.lang)
  return {
    title: inLang(process.title, ctx.lang),
    lang: process.title[ctx.lang] ? ctx.lang : 'ro',
    path: processPath(process),
    tone: 'going',
    state: nameOfMethod(ctx, phase.method),
    meta: [placeLabel(ctx, process.placeKey), t('processes.home.days-left', { days })].join(' · '),
    progress: null,
  }
}
