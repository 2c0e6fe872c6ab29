import { type Permission, permit } from '#commons/access/permit.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { type CaseRow, lockCase } from './case-store.ts'
import type { Hand } from './record-step.ts'

/** An officer works on the cases of the own authority. */
export const answerPetitions: Permission = { name: 'petitions.answer', role: 'officer' }
/** A moderator enters what an authority without an account sent on paper or by mail. */
export const recordAnswers: Permission = { name: 'petitions.record-answer', role: 'moderator' }

export function officerOf(ctx: Context, one: CaseRow): Hand & { role: 'officer' } {
  return { role: 'officer', by: permit(ctx, answerPetitions, { organisationId: one.organisationId }) }
}

export function recorderOf(ctx: Context, one: CaseRow): Hand & { role: 'moderator' } {
  return { role: 'moderator', by: permit(ctx, recordAnswers, { placeKey: one.organisation.placeKey }) }
}

/** The case that an officer acts on, locked. Who is no officer anywhere does not learn whether it is there. */
export async function lockForOfficer(ctx: WriteContext, caseId: string) {
  permit(ctx, answerPetitions)
  const one = await lockCase(ctx.tx, caseId)
  return { one, hand: officerOf(ctx, one) }
}
