import { sql } from 'kysely'
import { type Person, personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { homeChoices, placeChoices } from '#commons/places/choices.ts'
import { levelIsEnough } from '#commons/processes/eligible.ts'
import { ownProcess } from '#commons/processes/own-process.ts'
import { type Process, standingOf } from '#commons/processes/process.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { rollForIdeas } from '../declared.ts'
import { processOf } from '../ideas/process-of.ts'
import { pointMapOf } from '../point-map.ts'
import { processRef } from '../process-ref.ts'
import { budgetOf } from '../store.ts'
import { POINTS } from './fields.ts'
import { METHOD, needItem, needLink, needsOf, takesNeeds } from './needs-of.ts'
import { gatherNeeds } from './permissions.ts'
import { groupView } from './rank-needs.ts'
import type { NeedsDeskView, NewNeedView, PointsView } from './replies.ts'
import { findNeed, groupsOf, meetingsOf, needsWhere, pointsOf, rankedNeeds, totalsOf } from './store.ts'

/** The form of a new need. @throws SignInNeeded, NotFound */
export async function showNewNeed(ctx: Context, { number }: { number: number }): Promise<NewNeedView> {
  const person = personOf(ctx)
  const { process, phase } = await needsOf(ctx.db, number)
  const open = takesNeeds(ctx, phase)
  return {
    process: processRef(ctx, process),
    standing: open || standingOf(phase) !== 'open' ? standingOf(phase) : 'closed',
    closesOn: phase.closesOn,
    places: placesOf(ctx, process),
    map: await pointMapOf(ctx, process),
    ...(await asked(ctx, process, person)),
  }
}

/** How many points the person who asks has given to a need, and has left. @throws SignInNeeded, NotFound */
export async function showPoints(ctx: Context, { number }: { number: number }): Promise<PointsView> {
  const person = personOf(ctx)
  const need = await findNeed(ctx.db, number)
  const process = await processOf(ctx.db, need)
  const [phase, given] = await Promise.all([
    phaseOffering(ctx.db, process.id, METHOD),
    pointsOf(ctx.db, process.id, person.mailboxId),
  ])
  const pointsOn = new Map(given.map(({ needId, points }) => [needId, points]))
  const own = pointsOn.get(need.id) ?? 0
  const others = await needsWhere(
    ctx.db,
    sql`n.id = ANY(${[...pointsOn.keys()]}::uuid[]) AND n.id <> ${need.id} ORDER BY n.number`,
  )
  return {
    need: needItem(ctx, need),
    process: processRef(ctx, process),
    // What was given to a need that was hidden since can be taken back.
    open: need.ranking === 'points' && takesNeeds(ctx, phase) && (need.hiddenReason === null || own > 0),
    given: own,
    left: POINTS - given.reduce((sum, { points }) => sum + points, 0) + own,
    others: others.map((one) => ({ ...needLink(ctx, one), given: pointsOn.get(one.id) ?? 0 })),
    ...(await asked(ctx, process, person)),
  }
}

/** Needs for those who run the process: meetings to enter, needs to group. @throws SignInNeeded, Forbidden, NotFound */
export async function showNeedsDesk(ctx: Context, { number }: { number: number }): Promise<NeedsDeskView> {
  const { process } = await ownProcess(ctx, number, gatherNeeds)
  const phase = await phaseOffering(ctx.db, process.id, METHOD)
  const sought = { processId: process.id, category: null, group: null }
  const { needsRanking: ranking } = await budgetOf(ctx.db, process.id)
  const [rows, { needs }, groups, meetings] = await Promise.all([
    rankedNeeds(ctx.db, ranking, sought, 200, null),
    totalsOf(ctx.db, sought),
    groupsOf(ctx.db, process.id, ranking),
    meetingsOf(ctx.db, process.id),
  ])
  const titles = new Map(groups.map(({ id, title }) => [id, inLang(title, ctx.lang)]))
  return {
    process: processRef(ctx, process),
    ranking,
    open: takesNeeds(ctx, phase),
    items: rows.map((need) => ({ ...needItem(ctx, need), group: titles.get(need.groupId ?? '') ?? null })),
    total: needs,
    groups: groups.map((group) => groupView(ctx, group)),
    meetings,
    places: placesOf(ctx, process),
    place: process.placeKey,
    today: dayOf(ctx.now, ctx.timeZone),
  }
}

function placesOf(ctx: Context, process: Process) {
  return placeChoices(ctx, {}, new Set(ctx.places.under(process.placeKey)))
}

/** What is asked of the person about whether they may take part. */
export async function asked(ctx: Context, process: Process, person: Person) {
  const residence = (await personBehind(ctx.db, person.accountId)).placeKey
  return {
    levelEnough: levelIsEnough(process, person),
    byRoll: (await rollForIdeas(ctx.db, process.id)) !== null,
    minAge: process.minAge,
    residentsOnly: process.residentsOnly,
    residence,
    residences: process.residentsOnly ? homeChoices(ctx, { field: 'residence', chosen: residence }) : [],
  }
}
