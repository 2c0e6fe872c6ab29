import { personOf } from '#commons/access/permit.ts'
import { addDays, dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { projectChanged } from './ledger-entries.ts'
import { lockOwnDelivery, type OwnDelivery, type ProjectRef } from './permissions.ts'
import { lockGoing } from './plan-milestone.ts'
import { type Delivery, projectPath } from './project.ts'
import {
  addScopeChange,
  closeScopeChange,
  recordProjectEvent,
  type ScopeChange,
  scopeChangesOf,
  setStatement,
} from './record-store.ts'
import { hearingDays } from './settings.ts'
import { lockDelivery } from './store.ts'
import { tellAct, writeToAuthor } from './tell.ts'

/** Proposes that a project becomes another than the one voted on; its author is heard first. @throws RuleBroken budgeting.delivery.scope.open */
export async function proposeScope(
  ctx: WriteContext,
  ref: ProjectRef,
  { what, reason }: { what: string; reason: string },
): Promise<void> {
  const own = await lockGoing(ctx, ref)
  const { process, delivery } = own
  const today = dayOf(ctx.now, ctx.timeZone)
  const hearUntil = addDays(today, await ctx.settings.valueOn(hearingDays, today, process.organisationId))
  const change = {
    id: newId(ctx.now),
    projectId: delivery.projectId,
    what,
    reason,
    lang: ctx.lang,
    proposedAt: ctx.now,
    hearUntil,
  }
  if (!(await addScopeChange(ctx.tx, change))) throw new RuleBroken('budgeting.delivery.scope.open')
  await tellAct(ctx, own, 'propose-scope', { event: 'scope-proposed', data: { until: hearUntil } })
  await writeToAuthor(ctx, delivery.idea.authorMailboxId, {
    about: 'scope',
    title: delivery.title,
    path: `${projectPath(process, delivery)}/statement`,
  })
}

/** The author says what they hold of the change; shown beside it. @throws SignInNeeded, NotFound for everybody else, RuleBroken */
export async function stateOnScope(ctx: WriteContext, ref: ProjectRef, { text }: { text: string }): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const process = await findPublicProcess(ctx.tx, ref.number)
  const delivery = await lockDelivery(ctx.tx, process.id, ref.project)
  if (delivery.idea.authorMailboxId !== mailboxId) throw new NotFound()
  const open = (await scopeChangesOf(ctx.tx, delivery.projectId)).find(({ outcome }) => outcome === null)
  if (!open) throw new RuleBroken('budgeting.delivery.scope.none')
  await setStatement(ctx.tx, open, { text, lang: ctx.lang, mailboxId, now: ctx.now })
  await recordProjectEvent(ctx.tx, delivery.projectId, 'scope-stated', {}, ctx.now)
}

/** Puts the proposed change into force, once its author was heard, or takes it back. @throws RuleBroken budgeting.delivery.scope.none, .hearing */
export async function closeScope(
  ctx: WriteContext,
  ref: ProjectRef,
  { outcome }: { outcome: 'in-force' | 'withdrawn' },
): Promise<void> {
  const own = await lockOwnDelivery(ctx, ref)
  if (outcome === 'in-force') return putInForce(ctx, own)
  const open = await openScope(ctx, own.delivery)
  await closeScopeChange(ctx.tx, open, 'withdrawn', ctx.now)
  await tellAct(ctx, own, 'withdraw-scope', { event: 'scope-withdrawn' })
}

/** @throws RuleBroken budgeting.delivery.scope.none, .hearing */
export async function putInForce(ctx: WriteContext, own: OwnDelivery): Promise<void> {
  const { process, delivery } = own
  const open = await openScope(ctx, delivery)
  const today = dayOf(ctx.now, ctx.timeZone)
  if (!wasHeard(open, delivery, today)) throw new RuleBroken('budgeting.delivery.scope.hearing')
  await closeScopeChange(ctx.tx, open, 'in-force', ctx.now)
  await tellAct(ctx, own, 'scope-in-force', {
    event: 'scope-in-force',
    entry: projectChanged({ process: process.number, project: delivery.number }, open.statementAt !== null, today),
  })
}

/** The author spoke, let the days pass, or is nobody any more. */
export function wasHeard(
  { statementAt, hearUntil }: Pick<ScopeChange, 'statementAt' | 'hearUntil'>,
  { idea }: Delivery,
  today: PlainDay,
): boolean {
  return statementAt !== null || idea.authorMailboxId === null || today > hearUntil
}

async function openScope(ctx: WriteContext, { projectId }: Delivery): Promise<ScopeChange> {
  const open = (await scopeChangesOf(ctx.tx, projectId)).find(({ outcome }) => outcome === null)
  if (!open) throw new RuleBroken('budgeting.delivery.scope.none')
  return open
}
