import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { composeMail } from './compose-mail.ts'
import { settingsUrl } from './following/settings-link.ts'
import type { NewsLetter, Notices } from './notices.ts'
import { keepSubscriptions, unsubscribeUrl } from './subscriptions.ts'

interface Announcement {
  id: string
  kind: string
  subject_id: string
  data: Record<string, unknown>
  stage: 'actors' | 'followers' | 'done'
  cursor: string | null
}

interface Reader {
  mailboxId: string
  subscriptionId: string
  address: string
  lang: Lang
}

/**
 * Sends one piece of news, a batch a transaction: who was told, the mails and the cursor are kept together, so a run that was
 * killed goes on where it stood and nobody is told twice.
 */
export async function sendNews(services: Services, notices: Notices, announcement: string, batch = 500): Promise<void> {
  while (await transact(services.db, (tx) => sendBatch(services, tx, notices, announcement, batch)));
}

/** @returns whether there is more to do */
async function sendBatch(services: Services, tx: Tx, notices: Notices, id: string, batch: number): Promise<boolean> {
  const { rows } = await sql<Announcement>`
    SELECT id, kind, subject_id, data, stage, cursor FROM notices.announcement WHERE id = ${id} FOR UPDATE`.execute(tx)
  const news = rows[0]
  if (!news || news.stage === 'done') return false
  const now = services.clock.now()
  const subject = { kind: notices.subjectKind, id: news.subject_id }
  const mailboxes =
    news.stage === 'actors'
      ? await notices.actors(tx, news.subject_id, news.cursor, batch, news.kind)
      : await followersAfter(tx, subject, news.cursor, batch)
  if (mailboxes.length === 0) {
    const next = news.stage === 'actors' ? 'followers' : 'done'
    await sql`
      UPDATE notices.announcement SET stage = ${next}, cursor = NULL, finished_at = ${next === 'done' ? now : null} WHERE id = ${id}`.execute(
      tx,
    )
    return next !== 'done'
  }
  if (news.stage === 'actors') await keepSubscriptions(tx, mailboxes, subject, 'act', now)
  const readers = await markTold(tx, id, mailboxes, subject, now)
  await write(services, tx, notices, news, readers, now)
  await sql`UPDATE notices.announcement SET cursor = ${mailboxes.at(-1)} WHERE id = ${id}`.execute(tx)
  return true
}

async function followersAfter(
  tx: Tx,
  subject: { kind: string; id: string },
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ mailboxId: string }>`
    SELECT mailbox_id AS "mailboxId" FROM notices.subscription
    WHERE subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND origin = 'follow' AND ended_at IS NULL
      ${after ? sql`AND mailbox_id > ${after}` : sql``}
    ORDER BY mailbox_id LIMIT ${limit}`.execute(tx)
  return rows.map((row) => row.mailboxId)
}

/** Marks as told those who want it and were not told yet; returns them. */
async function markTold(
  tx: Tx,
  announcement: string,
  mailboxes: string[],
  subject: { kind: string; id: string },
  now: Date,
): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    WITH told AS (
      INSERT INTO notices.sent (announcement_id, mailbox_id, sent_at)
      SELECT ${announcement}, mailbox_id, ${now} FROM notices.subscription
      WHERE subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND ended_at IS NULL AND mailbox_id = ANY(${mailboxes}::uuid[])
      ON CONFLICT DO NOTHING RETURNING mailbox_id
    )
    SELECT m.id AS "mailboxId", s.id AS "subscriptionId", m.address, m.lang
    FROM told JOIN people.mailbox m ON m.id = told.mailbox_id
    JOIN notices.subscription s ON s.mailbox_id = m.id AND s.subject_kind = ${subject.kind} AND s.subject_id = ${subject.id}
    WHERE m.address IS NOT NULL`.execute(tx)
  return rows
}

async function write(
  services: Services,
  tx: Tx,
  notices: Notices,
  news: Announcement,
  readers: Reader[],
  now: Date,
): Promise<void> {
  const letters = new Map<Lang, NewsLetter>()
  for (const lang of new Set(readers.map((reader) => reader.lang)))
    letters.set(
      lang,
      await notices.letter(services, tx, { kind: news.kind, subjectId: news.subject_id, data: news.data }, lang),
    )
  await queueMails(
    tx,
    readers.map((reader) => {
      const t = services.translate(reader.lang)
      const url = unsubscribeUrl(services, reader.subscriptionId, reader.lang)
      return composeMail(services, {
        ...(letters.get(reader.lang) as NewsLetter),
        to: reader.address,
        lang: reader.lang,
        footer: [
          say(t, { key: notices.why }),
          `${t('notices.stop')} ${url}`,
          `${t('notices.following.mail.settings')} ${settingsUrl(services, reader.mailboxId, reader.lang)}`,
        ],
        unsubscribeUrl: url,
      })
    }),
    now,
  )
}
