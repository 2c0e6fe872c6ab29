import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue, type Job } from '#kernel/jobs/jobs.ts'
import type { Letter } from './compose-mail.ts'
import { sendNews } from './send-news.ts'

/** What a room tells those who asked to hear: which kinds of news, who asked in an act, and what the letter says. */
export interface Notices {
  /** What the news are about, for example 'petitions.petition'. */
  subjectKind: string
  /** Every kind of news with the message that names it. */
  kinds: Readonly<Record<string, MessageKey>>
  /**
   * Mailboxes that asked for news in an act of theirs (a signature with "write to me"), by id, after the one given. Asked in
   * batches, so that a million signatures are neither copied nor held in memory. Who asked for answers alone hears no other `kind`.
   */
  actors(db: Db | Tx, subjectId: string, after: string | null, limit: number, kind: string): Promise<string[]>
  /** The message that says, at the end of each letter, why it came. */
  why: MessageKey
  /** The letter in one language; written once a batch and language. */
  letter(services: Services, tx: Tx, news: News, lang: Lang): Promise<NewsLetter>
  /** Walks over the readers of one piece of news. */
  job: Job<{ announcement: string }>
}

export interface News {
  kind: string
  subjectId: string
  data: Record<string, unknown>
}

export interface NewsLetter {
  subject: string
  paragraphs: Letter['paragraphs']
  button: { label: string; url: string }
}

declare module '#kernel/module.ts' {
  interface Manifest {
    notices?: Notices[]
  }
}

export function defineNotices(options: Omit<Notices, 'job'> & { jobName: string }): Notices {
  const { jobName, ...rest } = options
  const notices: Notices = {
    ...rest,
    job: {
      name: jobName,
      run: (services, { announcement }) => sendNews(services, notices, announcement),
      repeat: 'who was told is a row (news, mailbox), and the cursor moves in the same transaction',
    },
  }
  return notices
}

/** Tells the news to everybody who wants them, once the act is committed: one job, whatever their number. */
export async function announce(tx: Tx, notices: Notices, news: News, now: Date): Promise<string> {
  const id = newId(now)
  await sql`
    INSERT INTO notices.announcement (id, kind, subject_kind, subject_id, data, stage, created_at)
    VALUES (${id}, ${news.kind}, ${notices.subjectKind}, ${news.subjectId}, ${JSON.stringify(news.data)}::jsonb, 'actors', ${now})`.execute(
    tx,
  )
  await enqueue(tx, notices.job, { announcement: id })
  return id
}
