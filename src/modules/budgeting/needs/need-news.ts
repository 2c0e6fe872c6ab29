import { sql } from 'kysely'
import { announce, defineNotices } from '#commons/notices/notices.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import type { NeedRow } from './store.ts'

const kinds = ['hidden', 'hiding-upheld', 'hiding-lifted'] as const
export type NeedNews = (typeof kinds)[number]

/** What becomes of a need, for who named it. Its words are not in the letter while they are hidden. */
export const needNews = defineNotices({
  subjectKind: 'budgeting.need',
  jobName: 'budgeting.send-need-news',
  why: 'budgeting.needs.news.why',
  kinds: Object.fromEntries(kinds.map((kind) => [kind, `budgeting.needs.news.${kind}.kind` as MessageKey])),
  actors: async (db, needId, after) => (await authorsOf(db, needId)).filter((id) => after === null || id > after),
  async letter(services, tx, { kind, subjectId, data }, lang) {
    const { rows } = await sql<{ number: number; text: string }>`
      SELECT number, CASE WHEN hidden_reason IS NULL THEN text ELSE '[…]' END AS text FROM budgeting.need WHERE id = ${subjectId}`.execute(
      tx,
    )
    const { number, text } = rows[0] as { number: number; text: string }
    const t = services.translate(lang)
    const args = { ...(data as Record<string, string | number>), number }
    const part = (name: string) => say(t, { key: `budgeting.needs.news.${kind}.${name}` as MessageKey, args })
    const path = kind === 'hiding-lifted' ? '' : '/hiding-appeal'
    return {
      subject: part('subject'),
      paragraphs: [t('budgeting.needs.news.about', { number, text }), part('text')],
      button: { label: part('button'), url: `${services.publicUrl}/${lang}/needs/${number}${path}` },
    }
  },
})

/** Tells who named a need, once the act is committed; nobody when it was said at a meeting, or who named it is gone. */
export async function tellNamer(
  tx: Tx,
  need: Pick<NeedRow, 'id' | 'authorMailboxId'>,
  kind: NeedNews,
  data: Record<string, string>,
  now: Date,
): Promise<void> {
  if (need.authorMailboxId) await announce(tx, needNews, { kind, subjectId: need.id, data }, now)
}

async function authorsOf(db: Db | Tx, needId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT author_mailbox_id AS id FROM budgeting.need WHERE id = ${needId} AND author_mailbox_id IS NOT NULL`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
