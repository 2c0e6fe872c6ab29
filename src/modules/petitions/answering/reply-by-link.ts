import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { Gone } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { tokenHash } from '#kernel/ids.ts'
import { countsOf } from '../store.ts'
import { type AnswerForm, answer } from './answer-case.ts'
import { CASE } from './case.ts'
import { casePdf } from './case-pdf.ts'
import { type CaseRow, findCase, lockCase } from './case-store.ts'
import { publicCases } from './case-view.ts'
import { type FollowUpForm, finish, followUp, hearing } from './follow-up.ts'
import { recordCaseReading } from './record-reading.ts'
import type { Hand } from './record-step.ts'
import { register } from './register-case.ts'
import type { ReplyView } from './replies.ts'

const byLink: Hand = { role: 'link', by: null }

/** After a satisfied petition its authority has so long to tell by the link what it does. */
const FOLLOW_UP_DAYS = 365

/** The case behind a reply link. @throws Gone petitions.answering.link-expired */
async function linkOf(db: Db | Tx, token: string, now: Date): Promise<{ caseId: string; expiresAt: Date }> {
  const { rows } = await sql<{ caseId: string; expiresAt: Date }>`
    SELECT case_id AS "caseId", expires_at AS "expiresAt" FROM petitions.reply_link
    WHERE token_hash = ${tokenHash(token)} AND expires_at > ${now}`.execute(db)
  if (!rows[0]) throw new Gone('petitions.answering.link-expired')
  return rows[0]
}

async function caseIdOf(db: Db | Tx, token: string, now: Date): Promise<string> {
  return (await linkOf(db, token, now)).caseId
}

export async function showReply(ctx: Context, token: string): Promise<ReplyView> {
  const { caseId, expiresAt } = await linkOf(ctx.db, token, ctx.now)
  const one = await findCase(ctx.db, caseId)
  const [shown] = await publicCases(ctx, [one])
  const { number, slug, title, lang, whyHtml } = one
  const { total } = await countsOf(ctx.db, one.petitionId)
  return {
    petition: { number, slug, title, lang, whyHtml },
    total,
    case: shown as NonNullable<typeof shown>,
    until: dayOf(expiresAt, ctx.timeZone),
    today: dayOf(ctx.now, ctx.timeZone),
  }
}

/** Whoever holds the link says that the authority has the petition: that is its registration. */
export async function acknowledge(ctx: WriteContext, token: string, incomingNumber: string): Promise<CaseRow> {
  const one = await lockCase(ctx.tx, await caseIdOf(ctx.tx, token, ctx.now))
  await register(ctx, one, { incomingNumber, responsibleId: null }, byLink)
  return one
}

/** An answer through the link. What was not acknowledged is registered with it. */
export async function answerByLink(ctx: WriteContext, token: string, form: AnswerForm): Promise<CaseRow> {
  const id = await caseIdOf(ctx.tx, token, ctx.now)
  const one = await registered(ctx, id, byLink)
  await answer(ctx, one, form, byLink, 'link')
  if (form.outcome === 'satisfied')
    await sql`
      UPDATE petitions.reply_link SET expires_at = greatest(expires_at, ${after(ctx.now, FOLLOW_UP_DAYS * 86_400)})
      WHERE token_hash = ${tokenHash(token)}`.execute(ctx.tx)
  return one
}

/** What was done after a satisfied petition, told through the link. */
export async function followUpByLink(ctx: WriteContext, token: string, form: FollowUpForm): Promise<CaseRow> {
  const one = await lockCase(ctx.tx, await caseIdOf(ctx.tx, token, ctx.now))
  await followUp(ctx, one, form, byLink)
  return one
}

/** The public hearing that it promised was held, told through the link. */
export async function hearingByLink(ctx: WriteContext, token: string, form: FollowUpForm): Promise<CaseRow> {
  const one = await lockCase(ctx.tx, await caseIdOf(ctx.tx, token, ctx.now))
  await hearing(ctx, one, form, byLink)
  return one
}

/** The authority says through the link that all it promised is done. */
export async function finishByLink(ctx: WriteContext, token: string): Promise<CaseRow> {
  const one = await lockCase(ctx.tx, await caseIdOf(ctx.tx, token, ctx.now))
  await finish(ctx, one, byLink)
  return one
}

/** The case, locked; registered first when nobody did. */
export async function registered(ctx: WriteContext, id: string, hand: Hand): Promise<CaseRow> {
  const one = await lockCase(ctx.tx, id)
  if (one.state !== 'delivered') return one
  await register(ctx, one, { incomingNumber: null, responsibleId: null }, hand)
  return lockCase(ctx.tx, id)
}

/** The petition with its starter's data for the holder of the link. The starter sees that the authority read it, and how it came. */
export async function pdfByLink(ctx: Context, token: string): Promise<{ body: Buffer; number: number }> {
  const one = await findCase(ctx.db, await caseIdOf(ctx.db, token, ctx.now))
  const subject = { kind: CASE, id: one.id }
  await transact(ctx.db, async (tx) => {
    await recordAct(tx, { by: null, act: 'petitions.read-by-link', subject, now: ctx.now })
    await recordCaseReading(tx, one, { byLinkOf: one.organisationId }, ctx.now)
  })
  return { body: await casePdf(ctx, ctx.db, one, ctx.now), number: one.number }
}
