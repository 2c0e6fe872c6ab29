import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
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
import { recordCaseReading } from './record-reading.ts'
import type { Hand } from './record-step.ts'
import { register } from './register-case.ts'
import type { ReplyView } from './replies.ts'

const byLink: Hand = { role: 'link', by: null }

/** The case behind a reply link. @throws Gone petitions.answering.link-expired */
async function caseIdOf(db: Db | Tx, token: string, now: Date): Promise<string> {
  const { rows } = await sql<{ caseId: string }>`
    SELECT case_id AS "caseId" FROM petitions.reply_link WHERE token_hash = ${tokenHash(token)} AND expires_at > ${now}`.execute(
    db,
  )
  if (!rows[0]) throw new Gone('petitions.answering.link-expired')
  return rows[0].caseId
}

export async function showReply(ctx: Context, token: string): Promise<ReplyView> {
  const one = await findCase(ctx.db, await caseIdOf(ctx.db, token, ctx.now))
  const [shown] = await publicCases(ctx, [one])
  const { number, slug, title, lang, whyHtml } = one
  const { total } = await countsOf(ctx.db, one.petitionId)
  return { petition: { number, slug, title, lang, whyHtml }, total, case: shown as NonNullable<typeof shown> }
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
