import { may, type Person, permit, type Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { recallAnyData, recallData } from '../permissions.ts'
import type { BreachOutcome } from '../recall.ts'
import { type Breach, closeBreach, findBreach } from './store.ts'

/** For officers of the institution and administrators. @throws SignInNeeded, Forbidden, NotFound */
export async function ownBreach(
  ctx: Context,
  db: Context['db'],
  id: string,
): Promise<{ breach: Breach; by: { person: Person; role: Role } }> {
  permit(ctx, may(ctx, recallAnyData) ? recallAnyData : recallData)
  const breach = await findBreach(db, id)
  if (!breach) throw new NotFound()
  const subject = { organisationId: breach.organisationId }
  const by = may(ctx, recallData, subject) ? permit(ctx, recallData, subject) : permit(ctx, recallAnyData)
  return { breach, by }
}

/**
 * Somebody says that the authority was told, or why it need not be.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.recall.breach.closed-already
 */
export async function closeOwnBreach(
  ctx: WriteContext,
  id: string,
  { outcome, text }: { outcome: BreachOutcome; text: string },
): Promise<void> {
  const { breach, by } = await ownBreach(ctx, ctx.tx, id)
  if (!(await closeBreach(ctx.tx, id, { outcome, text, accountId: by.person.accountId, now: ctx.now })))
    throw new RuleBroken('open-data.recall.breach.closed-already')
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.recall.close-breach',
    subject: { kind: 'open-data.dataset', id: breach.dataset },
    data: { breach: id, outcome, text, late: ctx.now > breach.dueAt },
    now: ctx.now,
  })
}
