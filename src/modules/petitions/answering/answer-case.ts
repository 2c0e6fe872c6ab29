import { sql } from 'kysely'
import { resumeClock, runningClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { announce } from '#commons/notices/notices.ts'
import { refuseHalfTranslation } from '#commons/people/refuse-half-translation.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { type AnswerOutcome, CASE, type Outcome } from './case.ts'
import { type CaseRow, moveCase, stepOf } from './case-store.ts'
import { keepFiles } from './keep-files.ts'
import { answered } from './ledger-entries.ts'
import { petitionNews } from './news.ts'
import { lockForOfficer } from './permissions.ts'
import { stopPromises } from './promises.ts'
import { type Hand, recordStep } from './record-step.ts'
import { stopIfRunning } from './terms.ts'

export interface AnswerForm {
  outcome: AnswerOutcome
  text: string
  lang: Lang
  translation: string | null
  translationLang: Lang | null
  outgoingNumber: string | null
  files: UploadedFile[]
}

/** An officer answers and closes the case; a satisfied petition stays open for follow-ups. */
export async function answerCase(ctx: WriteContext, caseId: string, form: AnswerForm): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  await answer(ctx, one, form, hand, 'officer')
}

/** Answers a locked case by whoever's hand. */
export async function answer(
  ctx: WriteContext,
  one: CaseRow,
  form: AnswerForm,
  hand: Hand,
  way: 'officer' | 'link' | 'paper',
): Promise<void> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const to = await nextState(ctx, one, form.outcome, hand)
  await moveCase(ctx.tx, one, to, { outcome: form.outcome, answeredAt: ctx.now })
  const clock = await runningClock(ctx.tx, ctx.calendar, { kind: CASE, id: one.id }, 'answer')
  // A case left unexamined stands; the days of standing end with it.
  if (clock) await resumeClock(ctx.tx, ctx.calendar, clock, today)
  await stopIfRunning(ctx, one.id, 'answer', today)
  await stopPromises(ctx, one.id, 'answer', today)
  const { version, textHash } = await writeAnswer(ctx, one, form, way, null)
  await recordStep(ctx, one, {
    event: 'answering.answered',
    data: { outcome: form.outcome },
    hand,
    act: 'petitions.answer-case',
    entry: answered(one, { version, outcome: form.outcome, text: textHash, way }, today),
  })
  await announce(
    ctx.tx,
    petitionNews,
    { kind: 'answer', subjectId: one.petitionId, data: { caseId: one.id, outcome: form.outcome } },
    ctx.now,
  )
}

/** @throws RuleBroken petitions.answering.mending-term-runs when the starter's term to mend has not ended */
async function nextState(ctx: WriteContext, one: CaseRow, outcome: AnswerOutcome, hand: Hand) {
  if (one.state === 'mending') {
    const { rows } = await sql<{ untilOn: string }>`
      SELECT max(until_on) AS "untilOn" FROM petitions.case_defect WHERE case_id = ${one.id} AND mended_at IS NULL`.execute(
      ctx.tx,
    )
    const to = stepOf(one, 'leaveUnexamined', hand.role)
    if (outcome !== 'unexamined' || (rows[0]?.untilOn ?? '') >= dayOf(ctx.now, ctx.timeZone))
      throw new RuleBroken('petitions.answering.mending-term-runs')
    return to
  }
  return stepOf(one, outcome === 'satisfied' ? 'satisfy' : 'decline', hand.role)
}

/** Writes a version of the answer. Its text is rendered and cleaned now, never when read. */
export async function writeAnswer(
  ctx: WriteContext,
  one: CaseRow,
  form: Omit<AnswerForm, 'outcome'> & { outcome: Outcome },
  way: 'officer' | 'link' | 'paper',
  correction: string | null,
): Promise<{ version: number; textHash: Buffer }> {
  refuseHalfTranslation(form)
  const id = newId(ctx.now)
  const { rows } = await sql<{ version: number }>`
    INSERT INTO petitions.case_answer (id, case_id, version, outcome, lang, text_markdown, text_html, translation_lang, translation_markdown, translation_html,
      outgoing_number, way, correction, answered_at)
    VALUES (${id}, ${one.id}, (SELECT coalesce(max(version), 0) + 1 FROM petitions.case_answer WHERE case_id = ${one.id}), ${form.outcome},
      ${form.lang}, ${form.text}, ${markdownToHtml(form.text)}, ${form.translationLang},
      ${form.translation}, ${form.translation === null ? null : markdownToHtml(form.translation)}, ${form.outgoingNumber}, ${way}, ${correction}, ${ctx.now})
    RETURNING version`.execute(ctx.tx)
  await keepFiles(ctx, form.files, { caseId: one.id, answerId: id })
  return { version: rows[0]?.version ?? 1, textHash: keyedHash(one.textSalt, 'answer', id, form.text) }
}
