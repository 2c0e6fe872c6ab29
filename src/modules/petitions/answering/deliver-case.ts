import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { after } from '#kernel/clock.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId, newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails, queueMailWithFiles } from '#kernel/mail/mail.ts'
import { casePdf } from './case-pdf.ts'
import { type CaseRow, findCase, type Organisation, officersOf } from './case-store.ts'
import { authorityMail } from './letters.ts'
import { startLegalClock } from './terms.ts'

/** How long the link in the letter lets an authority without an account answer. */
export const REPLY_DAYS = 120

/**
 * Puts a lodged petition before an authority: its case, the registration clock, and word at its official address. A case that
 * a threshold had opened becomes a lodged one.
 *
 * @param transferred from which case; then the answer's clock starts at once, on the day of transfer (Administrative Code art. 60)
 * @returns null when the authority has it already
 */
export async function deliverCase(
  ctx: WriteContext,
  one: { petitionId: string; organisation: Organisation; lodgingId: string; transferred?: string },
): Promise<CaseRow | null> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO petitions.case AS c (id, petition_id, organisation_id, state, lodging_id, redirected_from, lodged_at, created_at)
    VALUES (${newId(ctx.now)}, ${one.petitionId}, ${one.organisation.id}, 'delivered', ${one.lodgingId}, ${one.transferred ?? null}, ${ctx.now}, ${ctx.now})
    ON CONFLICT (petition_id, organisation_id) DO UPDATE SET state = 'delivered', lodging_id = excluded.lodging_id,
      redirected_from = excluded.redirected_from, lodged_at = excluded.lodged_at
      WHERE c.state IN ('waiting', 'promised')
    RETURNING id`.execute(ctx.tx)
  const id = rows[0]?.id
  if (!id) return null
  const delivered = await findCase(ctx.tx, id)
  const today = dayOf(ctx.now, ctx.timeZone)
  const whose = { caseId: id, organisationId: one.organisation.id, placeKey: one.organisation.placeKey }
  await startLegalClock(ctx, 'registration', whose, today)
  if (one.transferred) await startLegalClock(ctx, 'answer', whose, today)
  await writeToAuthority(ctx, delivered)
  return delivered
}

/** With an officer: word that a case waits. Without: the petition itself and a link to answer by. */
async function writeToAuthority(ctx: WriteContext, one: CaseRow): Promise<void> {
  const { email } = one.organisation
  if (!email) return
  const officers = await officersOf(ctx.tx, one.organisationId)
  if (officers.length > 0) {
    await queueMails(ctx.tx, [authorityMail(ctx, email, 'new-case', one, one.id)], ctx.now)
    return
  }
  const token = newToken()
  await sql`
    INSERT INTO petitions.reply_link (token_hash, case_id, created_at, expires_at)
    VALUES (${tokenHash(token)}, ${one.id}, ${ctx.now}, ${after(ctx.now, REPLY_DAYS * 86_400)})`.execute(ctx.tx)
  const t = ctx.translate('ro')
  const letter = composeMail(ctx, {
    to: email,
    lang: 'ro',
    subject: t('petitions.answering.mail.to-authority.subject', { number: one.number, title: one.title }),
    paragraphs: [
      t('petitions.answering.mail.to-authority.text', { number: one.number, title: one.title }),
      t('petitions.answering.mail.to-authority.how', { days: REPLY_DAYS }),
    ],
    button: { label: t('petitions.answering.mail.to-authority.button'), url: `${ctx.publicUrl}/ro/reply/${token}` },
    footer: [t('petitions.answering.mail.to-authority.private')],
  })
  const bytes = await casePdf(ctx, ctx.tx, one, ctx.now)
  const attachments = [{ fileName: `petitia-${one.number}.pdf`, type: 'application/pdf', bytes }]
  await queueMailWithFiles(ctx.tx, ctx.secrets.vault, { ...letter, attachments }, ctx.now)
}
