import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { after } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { type Mail, queueMails, queueMailWithFiles } from '#kernel/mail/mail.ts'
import type { ThresholdName } from '../petition.ts'
import { casePdf } from './case-pdf.ts'
import { type CaseRow, officersOf } from './case-store.ts'
import { authorityMail } from './letters.ts'

/** How long the link in the letter lets an authority without an account answer. */
const REPLY_DAYS = 120

type Ctx = Pick<Services, 'secrets' | 'publicUrl' | 'translate' | 'places' | 'timeZone'> & { tx: Tx; now: Date }

/**
 * Word at its official address that a petition was lodged with an authority. With an officer: that a case waits. Without: a link to answer
 * by, and what was lodged as a PDF.
 */
export async function writeOfLodging(ctx: Ctx, one: CaseRow): Promise<void> {
  const { email } = one.organisation
  if (!email) return
  if (await hasOfficer(ctx, one))
    await queueMails(ctx.tx, [authorityMail(ctx, email, 'new-case', one, one.id)], ctx.now)
  else await sendLodged(ctx, one, email)
}

/** The same when enough people have signed for what the authority promised. */
export async function writeOfPromise(ctx: Ctx, one: CaseRow, name: ThresholdName): Promise<void> {
  const { email } = one.organisation
  if (!email) return
  const letter = (await hasOfficer(ctx, one))
    ? authorityMail(ctx, email, 'promised', one, one.id, { name })
    : await promisedLetter(ctx, one, email, name)
  await queueMails(ctx.tx, [letter], ctx.now)
}

/** Whether an authority has an officer, or a link from a letter that is good for so many days more. */
export async function canReply(ctx: Pick<Ctx, 'tx' | 'now'>, one: CaseRow, days: number): Promise<boolean> {
  if (await hasOfficer(ctx, one)) return true
  const { rows } = await sql`
    SELECT 1 FROM petitions.reply_link WHERE case_id = ${one.id} AND expires_at > ${after(ctx.now, days * 86_400)} LIMIT 1`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

async function hasOfficer(ctx: Pick<Ctx, 'tx'>, one: CaseRow): Promise<boolean> {
  return (await officersOf(ctx.tx, one.organisationId)).length > 0
}

/** What was lodged, with its starter's data: sealed until it has left. */
async function sendLodged(ctx: Ctx, one: CaseRow, email: string): Promise<void> {
  const t = ctx.translate('ro')
  const { number, title } = one
  const letter = await withLink(ctx, one, {
    to: email,
    subject: t('petitions.answering.mail.to-authority.subject', { number, title }),
    paragraphs: [
      t('petitions.answering.mail.to-authority.text', { number, title }),
      t('petitions.answering.mail.to-authority.how', { days: REPLY_DAYS }),
    ],
    footer: t('petitions.answering.mail.to-authority.private'),
  })
  const bytes = await casePdf(ctx, ctx.tx, one, ctx.now)
  const attachments = [{ fileName: `petitia-${number}.pdf`, type: 'application/pdf', bytes }]
  await queueMailWithFiles(ctx.tx, ctx.secrets.vault, { ...letter, attachments }, ctx.now)
}

function promisedLetter(ctx: Ctx, one: CaseRow, email: string, name: ThresholdName): Promise<Mail> {
  const t = ctx.translate('ro')
  const { number, title } = one
  return withLink(ctx, one, {
    to: email,
    subject: t('petitions.answering.mail.promised.subject', { number, title }),
    paragraphs: [
      t('petitions.answering.mail.promised.text', { number, title, name }),
      t('petitions.answering.mail.promised.how', { days: REPLY_DAYS }),
    ],
    footer: t('petitions.answering.mail.promised.private'),
  })
}

async function withLink(
  ctx: Ctx,
  one: CaseRow,
  { footer, ...letter }: { to: string; subject: string; paragraphs: string[]; footer: string },
): Promise<Mail> {
  const token = newToken()
  await sql`
    INSERT INTO petitions.reply_link (token_hash, case_id, created_at, expires_at)
    VALUES (${tokenHash(token)}, ${one.id}, ${ctx.now}, ${after(ctx.now, REPLY_DAYS * 86_400)})`.execute(ctx.tx)
  const label = ctx.translate('ro')('petitions.answering.mail.to-authority.button')
  const button = { label, url: `${ctx.publicUrl}/ro/reply/${token}` }
  return composeMail(ctx, { ...letter, lang: 'ro', button, footer: [footer] })
}
