import { sql } from 'kysely'
import { standingOf } from '#commons/processes/process.ts'
import { phaseWith } from '#commons/processes/store.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { wrongCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { declares } from '../declared.ts'
import { METHOD as IDEAS, processOf, takesIdeas } from '../ideas/process-of.ts'
import { processRef } from '../process-ref.ts'
import { budgetOf } from '../store.ts'
import { type needsQuery, POINTS } from './fields.ts'
import { needItem, needsOf, takesNeeds } from './needs-of.ts'
import { comparersIn, comparisonsIn } from './pairs/store.ts'
import type { NeedList, NeedMap, NeedView } from './replies.ts'
import {
  type After,
  findNeed,
  type Group,
  groupsOf,
  ideasForNeed,
  meetingsOf,
  mentionsOf,
  needsWhere,
  rankedNeeds,
  scoreBy,
  totalsOf,
} from './store.ts'

const PAGE = 30
/** As many as a drawing can tell apart, and a page may weigh. */
const ON_MAP = 150

/** The ranking of a process's needs, a page at a time: by points and people together, or by pairs. */
export async function rankNeeds(
  ctx: Context,
  { number }: { number: number },
  query: FormValue<(typeof needsQuery)['fields']>,
): Promise<NeedList> {
  const { process, phase } = await needsOf(ctx.db, number)
  const after = query.after === null ? null : readAfter(query.after)
  const sought = { processId: process.id, category: query.category, group: query.group }
  const { needsRanking: ranking } = await budgetOf(ctx.db, process.id)
  const [rows, totals, groups, meetings, comparisons, comparers] = await Promise.all([
    rankedNeeds(ctx.db, ranking, sought, PAGE + 1, after),
    totalsOf(ctx.db, sought),
    groupsOf(ctx.db, process.id, ranking),
    meetingsOf(ctx.db, process.id),
    comparisonsIn(ctx.db, process.id),
    comparersIn(ctx.db, process.id),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const { needs: total, givers, ...counts } = totals
  return {
    process: processRef(ctx, process),
    ranking,
    items: shown.map((need) => needItem(ctx, need)),
    total,
    ...counts,
    comparisons,
    givers: ranking === 'pairs' ? comparers : givers,
    perPerson: POINTS,
    next: rows.length > PAGE && last ? Buffer.from(`${last.score} ${last.number}`).toString('base64url') : null,
    first: after === null,
    open: takesNeeds(ctx, phase),
    closesOn: phase.closesOn,
    declares: await declares(ctx.db, process),
    groups: groups.filter(({ needs }) => needs > 0).map((group) => groupView(ctx, group)),
    meetings,
    query: { category: query.category, group: query.group },
  }
}

export const groupView = (ctx: Context, { title, ...group }: Group) => ({ ...group, title: inLang(title, ctx.lang) })

/** Needs that say where they are, the highest of them, in the order of their numbers. */
export async function mapNeeds(ctx: Context, { number }: { number: number }): Promise<NeedMap> {
  const { process } = await needsOf(ctx.db, number)
  const { needsRanking: ranking } = await budgetOf(ctx.db, process.id)
  const needs = await needsWhere(
    ctx.db,
    sql`n.process_id = ${process.id} AND n.latitude IS NOT NULL AND n.hidden_reason IS NULL ORDER BY ${scoreBy(ranking)} DESC, n.number LIMIT ${ON_MAP}`,
  )
  return {
    process: processRef(ctx, process),
    ranking,
    items: needs
      .sort((a, b) => a.number - b.number)
      .map((need) => ({
        ...needItem(ctx, need),
        latitude: need.latitude as number,
        longitude: need.longitude as number,
      })),
  }
}

/** A need as everybody sees it: who said it by which channel, and which ideas answer it. */
export async function showNeed(ctx: Context, { number }: { number: number }): Promise<NeedView> {
  const need = await findNeed(ctx.db, number)
  const process = await processOf(ctx.db, need)
  const [{ phase }, ideasPhase, groups, meetings, ideas] = await Promise.all([
    needsOf(ctx.db, process.number),
    phaseWith(ctx.db, process.id, IDEAS),
    groupsOf(ctx.db, process.id),
    mentionsOf(ctx.db, need.id),
    ideasForNeed(ctx.db, need.id),
  ])
  const group = groups.find(({ id }) => id === need.groupId)
  const hidden = need.hiddenReason !== null
  return {
    ...needItem(ctx, need),
    process: processRef(ctx, process),
    ranking: need.ranking,
    hidden: need.hiddenReason,
    channel: need.channel,
    createdAt: need.createdAt.toISOString(),
    group: group ? inLang(group.title, ctx.lang) : null,
    point:
      hidden || need.latitude === null || need.longitude === null
        ? null
        : { latitude: need.latitude, longitude: need.longitude },
    meetings,
    ideas,
    open: !hidden && takesNeeds(ctx, phase),
    takesIdeas: !hidden && ideasPhase !== null && standingOf(ideasPhase) === 'open' && takesIdeas(ctx, ideasPhase),
    declares: await declares(ctx.db, process),
  }
}

function readAfter(cursor: string): After {
  const [, score, number] = /^(\d{1,9}) (\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!score || !number) throw wrongCursor()
  return { score: Number(score), number: Number(number) }
}
