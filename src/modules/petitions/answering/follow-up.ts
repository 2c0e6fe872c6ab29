import { sql } from 'kysely'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { announce } from '#commons/notices/notices.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { UploadedFile } from '#kernel/files/uploads-field.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { type CaseRow, moveCase, stepOf } from './case-store.ts'
import { keepFiles } from './keep-files.ts'
import { caseStep } from './ledger-entries.ts'
import { petitionNews } from './news.ts'
import { lockForOfficer } from './permissions.ts'
import { stopPromises } from './promises.ts'
import { type Hand, recordStep } from './record-step.ts'

export interface FollowUpForm {
  text: string
  lang: Lang
  /** The day on which it happened; not later than today. */
  day: string
  files: UploadedFile[]
}

/** After a satisfied outcome the authority tells what it has done. */
export async function postFollowUp(ctx: WriteContext, caseId: string, form: FollowUpForm): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  await followUp(ctx, one, form, hand)
}

/** The same on a locked case, by whoever's hand. */
export async function followUp(ctx: WriteContext, one: CaseRow, form: FollowUpForm, hand: Hand): Promise<void> {
  if (one.state !== 'following') throw new RuleBroken('petitions.answering.changed-meanwhile')
  await writeFollowUp(ctx, one, 'follow-up', form)
  await recordStep(ctx, one, {
    event: 'answering.followed-up',
    hand,
    act: 'petitions.post-follow-up',
    entry: caseStep('followed-up', one, dayOf(ctx.now, ctx.timeZone)),
  })
  await tell(ctx, one, 'follow-up')
}

/** The promised public hearing was held: its clock stops. */
export async function recordHearing(ctx: WriteContext, caseId: string, form: FollowUpForm): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  await hearing(ctx, one, form, hand)
}

/** The same on a locked case, by whoever's hand. */
export async function hearing(ctx: WriteContext, one: CaseRow, form: FollowUpForm, hand: Hand): Promise<void> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const stopped = await stopPromises(ctx, one.id, 'hearing', today)
  if (stopped === 0) throw new RuleBroken('petitions.answering.changed-meanwhile')
  await writeFollowUp(ctx, one, 'hearing', form)
  await recordStep(ctx, one, {
    event: 'answering.hearing-held',
    hand,
    act: 'petitions.record-hearing',
    entry: caseStep('hearing-held', one, today),
  })
  await tell(ctx, one, 'hearing')
}

/** The authority says that what it promised in its answer is done. */
export async function finishCase(ctx: WriteContext, caseId: string): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  await finish(ctx, one, hand)
}

/** The same on a locked case, by whoever's hand. */
export async function finish(ctx: WriteContext, one: CaseRow, hand: Hand): Promise<void> {
  await moveCase(ctx.tx, one, stepOf(one, 'finish', hand.role), { finishedAt: ctx.now })
  await recordStep(ctx, one, {
    event: 'answering.finished',
    hand,
    act: 'petitions.finish-case',
    entry: caseStep('finished', one, dayOf(ctx.now, ctx.timeZone)),
  })
  await tell(ctx, one, 'finished')
}

async function tell(ctx: WriteContext, one: CaseRow, kind: 'follow-up' | 'hearing' | 'finished'): Promise<void> {
  await announce(ctx.tx, petitionNews, { kind, subjectId: one.petitionId, data: { caseId: one.id } }, ctx.now)
}

async function writeFollowUp(
  ctx: WriteContext,
  one: CaseRow,
  kind: 'follow-up' | 'hearing',
  form: FollowUpForm,
): Promise<void> {
  await refuseStrangeDay(ctx, one, form.day)
  const id = newId(ctx.now)
  await sql`
    INSERT INTO petitions.case_follow_up (id, case_id, kind, lang, text_markdown, text_html, happened_on, posted_at)
    VALUES (${id}, ${one.id}, ${kind}, ${form.lang}, ${form.text}, ${markdownToHtml(form.text)}, ${form.day}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await keepFiles(ctx, form.files, { caseId: one.id, followUpId: id })
}

/** @throws InvalidInput */
async function refuseStrangeDay(ctx: WriteContext, { petitionId }: CaseRow, day: PlainDay): Promise<void> {
  const wrong = (key: 'petitions.answering.follow-up.early' | 'petitions.answering.follow-up.future') =>
    new InvalidInput([{ field: 'day', text: { key } }])
  if (day > dayOf(ctx.now, ctx.timeZone)) throw wrong('petitions.answering.follow-up.future')
  const { rows } = await sql<{ publishedAt: Date | null }>`
    SELECT published_at AS "publishedAt" FROM petitions.petition WHERE id = ${petitionId}`.execute(ctx.tx)
  const publishedAt = rows[0]?.publishedAt
  if (publishedAt && day < dayOf(publishedAt, ctx.timeZone)) throw wrong('petitions.answering.follow-up.early')
}
