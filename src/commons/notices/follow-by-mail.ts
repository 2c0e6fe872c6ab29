import { sql } from 'kysely'
import { addressKey, keepMailboxes } from '#commons/people/mailbox.ts'
import { after } from '#kernel/clock.ts'
import { Gone } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { composeMail } from './compose-mail.ts'
import { follow, type NewsSubject } from './subscriptions.ts'

const DAYS = 7
const mailsPerMailbox = { name: 'notices.follow-mail', max: 3, seconds: 3600 }

/** Somebody typed an address to follow a subject: a mail with a button goes there. The answer is the same whatever is known of it. */
export async function requestFollow(
  ctx: WriteContext,
  request: { email: string; subject: NewsSubject; path: string; title: string },
): Promise<void> {
  const mailbox = addressKey(ctx.secrets.person, request.email).toString('base64')
  const waits = await countAgainst(ctx.db, mailsPerMailbox, `${request.subject.id} ${mailbox}`, ctx.now)
  if (waits !== null) return
  const token = newToken()
  await sql`
    INSERT INTO notices.follow_request (token_hash, email, lang, subject_kind, subject_id, path, title, requested_at, expires_at)
    VALUES (${tokenHash(token)}, ${request.email}, ${ctx.lang}, ${request.subject.kind}, ${request.subject.id}, ${request.path}, ${request.title},
      ${ctx.now}, ${after(ctx.now, DAYS * 86_400)})`.execute(ctx.tx)
  const t = ctx.translate(ctx.lang)
  const letter = composeMail(ctx, {
    to: request.email,
    lang: ctx.lang,
    subject: t('notices.follow.mail.subject', { title: request.title }),
    paragraphs: [t('notices.follow.mail.text', { title: request.title, days: DAYS })],
    button: { label: t('notices.follow.mail.button'), url: `${ctx.publicUrl}/${ctx.lang}/follow/${token}` },
    footer: [t('notices.follow.mail.not-you')],
  })
  await queueMails(ctx.tx, [letter], ctx.now)
}

export interface FollowRequest {
  email: string
  lang: Lang
  subjectKind: string
  subjectId: string
  path: string
  title: string
  confirmed: boolean
}

/** @throws Gone notices.link-expired */
export async function findFollowRequest(ctx: Pick<Context, 'db' | 'now'>, token: string): Promise<FollowRequest> {
  const { rows } = await sql<FollowRequest>`
    SELECT email, lang, subject_kind AS "subjectKind", subject_id AS "subjectId", path, title, confirmed_at IS NOT NULL AS confirmed
    FROM notices.follow_request WHERE token_hash = ${tokenHash(token)} AND expires_at > ${ctx.now}`.execute(ctx.db)
  if (!rows[0]) throw new Gone('notices.link-expired')
  return rows[0]
}

/** The button in the mail's page was pressed. Twice is the same as once. */
export async function confirmFollow(ctx: WriteContext, token: string): Promise<void> {
  const request = await findFollowRequest({ db: ctx.tx, now: ctx.now }, token)
  if (request.confirmed) return
  const [mailbox] = await keepMailboxes(
    ctx.tx,
    ctx.secrets.person,
    [{ address: request.email, lang: request.lang }],
    ctx.now,
  )
  await follow(ctx.tx, mailbox as string, { kind: request.subjectKind, id: request.subjectId }, ctx.now)
  await sql`UPDATE notices.follow_request SET confirmed_at = ${ctx.now} WHERE token_hash = ${tokenHash(token)}`.execute(
    ctx.tx,
  )
}
