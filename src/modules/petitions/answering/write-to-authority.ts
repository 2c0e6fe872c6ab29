import { sql } from 'kysely'
import { composeMail } from '#commons/notices/compose-mail.ts'
import { after } from '#kernel/clock.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { type Mail, queueMails, queueMailWithFiles } from '#kernel/mail/mail.ts'
import { casePdf } from './case-pdf.ts'
import { type CaseRow, officersOf } from './case-store.ts'
import { authorityMail } from './letters.ts'

/** How long the link in the letter lets an authority without an account answer. */
const REPLY_DAYS = 120

type Ctx = Pick<Services, 'secrets' | 'publicUrl' | 'translate' | 'places' | 'timeZone'> & { tx: Tx; now: Date }

/**
 * Word at its official address that an authority owes something: a petition was lodged, or reached what it promised an answer for. With an
 * officer: that a case waits. Without: a link to answer by, and what was lodged as a PDF.
 */
export async function writeToAuthority(ctx: Ctx, one: CaseRow, news: 'new-case' | 'promised'): Promise<void> {
  const { email } = one.organisation
  if (!email) return
  const officers = await officersOf(ctx.tx, one.organisationId)
  if (officers.length > 0) await queueMails(ctx.tx, [authorityMail(ctx, email, news, one, one.id)], ctx.now)
  else if (news === 'promised') await queueMails(ctx.tx, [await promisedLetter(ctx, one, email)], ctx.now)
  else await sendLodged(ctx, one, email)
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

function promisedLetter(ctx: Ctx, one: CaseRow, email: string): Promise<Mail> {
  const t = ctx.translate('ro')
  const { number, title } = one
  return withLink(ctx, one, {
    to: email,
    subject: t('petitions.answering.mail.promised.subject', { number, title }),
    paragraphs: [
      t('petitions.answering.mail.promised.text', { number, title }),
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
