import { sql } from 'kysely'
import { may, permit } from '#commons/access/permit.ts'
import { movesFrom } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { ownOrganisations, ownProcess } from '#commons/processes/own-process.ts'
import { findPublicProcess, processesWhere } from '#commons/processes/store.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import { transact } from '#kernel/database/transact.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { processRef } from '../process-ref.ts'
import { projectsOf } from '../store.ts'
import { wasHeard } from './change-scope.ts'
import { reserveWithout } from './next-in-reserve.ts'
import { decideProjects, deliverProjects, ownDelivery, type ProjectRef } from './permissions.ts'
import { milestonesOf } from './plan-store.ts'
import { type DecisionOutcome, type Delivery, goingStates, projectLife, type Step, steps } from './project.ts'
import { commentsOn, scopeChangesOf } from './record-store.ts'
import type {
  DeliveryList,
  LineDeskView,
  MilestoneDeskView,
  ProjectDeskView,
  ProjectQueue,
  ReserveDeskView,
} from './replies.ts'
import { type DeliveryRule, deliveryRuleOf } from './rule.ts'
import { deliveriesIn, lateDays, projectView, refOf } from './show-delivery.ts'
import { deliveriesWhere } from './store.ts'

/** The funded projects of a process for the authority whose budget it is. */
export async function listForDesk(ctx: Context, { number }: { number: number }): Promise<DeliveryList> {
  const { process } = await ownProcess(ctx, number, deliverProjects)
  return { ...(await deliveriesIn(ctx, process)), begun: true }
}

/** What waits for the officers of an authority: missed and coming days, projects without plan or owner, work to be checked. */
export async function listProjectQueue(ctx: Context): Promise<ProjectQueue> {
  permit(ctx, deliverProjects)
  const items = await queueOf(ctx)
  return { items, total: items.length, overdue: items.filter(({ overdueDays }) => overdueDays > 0).length }
}

export async function projectsWaiting(ctx: Context): Promise<Waiting> {
  const items = await queueOf(ctx)
  const today = dayOf(ctx.now, ctx.timeZone)
  return {
    count: items.length,
    overdue: items.filter(({ overdueDays }) => overdueDays > 0).length,
    dueOn: items.flatMap(({ dueOn }) => dueOn ?? []).find((day) => day >= today) ?? null,
  }
}

/** More than an authority builds at a time. */
const MOST = 300

async function queueOf(ctx: Context): Promise<ProjectQueue['items']> {
  const own = ownOrganisations(ctx)
  const deliveries = await deliveriesWhere(
    ctx.db,
    sql`d.organisation_id = ANY(${own}::uuid[]) AND d.state NOT IN ('checked', 'stopped') ORDER BY d.begun_at, p.number LIMIT ${MOST}`,
  )
  const [milestones, processes] = await Promise.all([
    milestonesOf(
      ctx.db,
      deliveries.map(({ projectId }) => projectId),
    ),
    processesWhere(ctx.db, sql`p.id = ANY(${deliveries.map(({ processId }) => processId)}::uuid[])`),
  ])
  const today = dayOf(ctx.now, ctx.timeZone)
  const items = deliveries.flatMap((one) => {
    const process = processes.find(({ id }) => id === one.processId)
    if (!process) return []
    const next = milestones.find(({ projectId, doneOn }) => projectId === one.projectId && doneOn === null)
    const dueOn = one.state !== 'done' && next ? next.plannedOn : null
    const waits =
      one.office === null ? 'owner' : one.state === 'done' ? 'check' : next ? 'milestone' : ('plan' as const)
    return [
      {
        process: processRef(ctx, process),
        ...refOf(ctx, one),
        state: one.state,
        office: one.office,
        mine: one.officerId !== null && one.officerId === ctx.viewer.accountId,
        waits: waits as ProjectQueue['items'][number]['waits'],
        dueOn,
        overdueDays: dueOn === null ? 0 : lateDays(dueOn, today),
      },
    ]
  })
  return items.sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
}

/** One project for those who deliver it. */
export async function showProjectDesk(ctx: Context, ref: ProjectRef): Promise<ProjectDeskView> {
  const { process, delivery, by } = await ownDelivery(ctx, ref)
  const [view, authorities, comments, scope, rule] = await Promise.all([
    projectView(ctx, process, delivery),
    currentAuthorities(ctx.db),
    commentsOn(ctx.db, delivery.projectId),
    scopeChangesOf(ctx.db, delivery.projectId),
    deliveryRuleOf(ctx.db, process.id),
  ])
  const today = dayOf(ctx.now, ctx.timeZone)
  const going = goingStates.includes(delivery.state)
  const open = scope.find(({ outcome }) => outcome === null)
  const heard = open !== undefined && wasHeard(open, delivery, today)
  const leads = may(ctx, decideProjects, { organisationId: process.organisationId })
  const mine = delivery.officerId === by.person.accountId
  return {
    ...view,
    officer: delivery.officerId === null ? null : await nameOfOfficer(ctx, delivery.officerId),
    mine,
    authorities: authorities.map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) })),
    organisation: delivery.organisationId,
    may: {
      steps: delivery.office === null ? [] : movesFrom(projectLife, delivery.state, 'officer').filter(isStep),
      plan: going,
      enforce: heard,
      decide: leads && going ? outcomesUnder(rule, heard) : [],
    },
    comments: comments.map(({ isDone, comment, lang, answeredAt }) => ({
      done: isDone,
      text: comment as string,
      lang,
      on: dayOf(answeredAt, ctx.timeZone),
    })),
    today,
  }
}

/** What the rule lets the council decide; whether the money goes to the reserve or is carried over depends on the count. */
function outcomesUnder(rule: DeliveryRule, heard: boolean): DecisionOutcome[] {
  return [
    ...(rule.topUp ? (['top-up'] as const) : []),
    ...(heard ? (['smaller-scope'] as const) : []),
    ...(rule.fallback === 'reserve' ? (['reserve'] as const) : []),
    'carry-over',
  ]
}

const isStep = (transition: string): transition is Step => (steps as readonly string[]).includes(transition)

async function nameOfOfficer(ctx: Context, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ name: string | null }>`SELECT name FROM people.account WHERE id = ${accountId}`.execute(
    ctx.db,
  )
  return rows[0]?.name ?? null
}

/** @throws NotFound */
export async function showMilestoneDesk(
  ctx: Context,
  { milestone: id, ...ref }: ProjectRef & { milestone: string },
): Promise<MilestoneDeskView> {
  const desk = await showProjectDesk(ctx, ref)
  const milestone = desk.milestones.find((one) => one.id === id)
  if (!milestone) throw new NotFound()
  return { ...desk, milestone }
}

/** A line to change, or with `line` null the form of a new one. @throws NotFound */
export async function showLineDesk(
  ctx: Context,
  { line: id, ...ref }: ProjectRef & { line: string | null },
): Promise<LineDeskView> {
  const desk = await showProjectDesk(ctx, ref)
  const line = id === null ? null : desk.lines.find((one) => one.id === id)
  if (line === undefined) throw new NotFound()
  return { ...desk, line }
}

/** Before the council's decision is recorded: which project would take the place. */
export async function showDecisionDesk(ctx: Context, ref: ProjectRef): Promise<ReserveDeskView> {
  const desk = await showProjectDesk(ctx, ref)
  if (desk.may.decide.length === 0) return { ...desk, reserve: null }
  const { process, delivery } = await ownDelivery(ctx, ref)
  return { ...desk, reserve: await reserveFor(ctx, process.number, delivery) }
}

async function reserveFor(ctx: Context, number: number, delivery: Delivery): Promise<ReserveDeskView['reserve']> {
  const process = await findPublicProcess(ctx.db, number)
  const { free, next } = await transact(ctx.db, (tx) => reserveWithout(tx, process, delivery))
  const project = (await projectsOf(ctx.db, process.id)).find((one) => one.number === next)
  return { free, next: project ? refOf(ctx, project) : null }
}
