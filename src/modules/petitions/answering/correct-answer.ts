import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { announce } from '#commons/notices/notices.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { AnswerForm } from './answer-case.ts'
import { writeAnswer } from './answer-case.ts'
import { answered } from './ledger-entries.ts'
import { petitionNews } from './news.ts'
import { lockForOfficer } from './permissions.ts'
import { recordStep } from './record-step.ts'

/** Corrects an answer by a new dated version that says why. The outcome stays: changing it would be another decision. */
export async function correctAnswer(
  ctx: WriteContext,
  caseId: string,
  form: Omit<AnswerForm, 'outcome'> & { correction: string },
): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  if (!one.outcome || one.outcome === 'redirected') throw new RuleBroken('petitions.answering.changed-meanwhile')
  const { version, textHash } = await writeAnswer(
    ctx,
    one,
    { ...form, outcome: one.outcome },
    'officer',
    form.correction,
  )
  await recordStep(ctx, one, {
    event: 'answering.corrected',
    hand,
    act: 'petitions.correct-answer',
    entry: answered(
      one,
      { version, outcome: one.outcome, text: textHash, way: 'officer' },
      dayOf(ctx.now, ctx.timeZone),
    ),
  })
  await announce(
    ctx.tx,
    petitionNews,
    { kind: 'correction', subjectId: one.petitionId, data: { caseId: one.id, outcome: one.outcome } },
    ctx.now,
  )
}
