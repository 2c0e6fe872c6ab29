import { personOf } from '#commons/access/permit.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { ProjectRef } from './permissions.ts'
import type { ProjectState } from './project.ts'
import { keepAnswer } from './record-store.ts'
import { findDelivery } from './store.ts'

/** Whether people are asked. */
export const asksWhetherDone = (state: ProjectState): boolean => state === 'done' || state === 'checked'

/** Somebody says whether it is done. @throws SignInNeeded, NotFound, RuleBroken budgeting.delivery.not-done */
export async function answerDone(
  ctx: WriteContext,
  ref: ProjectRef,
  { done, comment }: { done: 'yes' | 'no'; comment: string | null },
): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const process = await findPublicProcess(ctx.tx, ref.number)
  const { projectId, state } = await findDelivery(ctx.tx, process.id, ref.project)
  if (!asksWhetherDone(state)) throw new RuleBroken('budgeting.delivery.not-done')
  await keepAnswer(ctx.tx, projectId, mailboxId, { isDone: done === 'yes', comment, lang: ctx.lang }, ctx.now)
}
