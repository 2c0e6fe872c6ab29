import { sql } from 'kysely'
import { announce, defineNotices } from '#commons/notices/notices.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { ideaPath } from './idea.ts'
import type { IdeaRow } from './idea-store.ts'

const kinds = [
  'to-review',
  'unsupported',
  'to-answer',
  'taken-up',
  'not-taken-up',
  'opinion',
  'accepted',
  'refused',
  'upheld',
  'merge-offer',
  'on-ballot',
  'void',
  'funded',
  'not-funded',
  'hidden',
  'hiding-upheld',
  'hiding-lifted',
] as const
export type IdeaNews = (typeof kinds)[number]

/** Where the letter leads to, when it is not the idea's page. */
const ways: Partial<Record<IdeaNews, (number: number, data: Record<string, string | number>) => string>> = {
  refused: (number) => `/ideas/${number}/appeal`,
  'merge-offer': (number) => `/ideas/${number}/mine`,
  hidden: (number) => `/ideas/${number}/hiding-appeal`,
  'not-funded': (_number, { process }) => `/processes/${process}/result`,
}

/** What becomes of an idea, for those who wrote it. Its words are not in it while they are hidden. */
export const ideaNews = defineNotices({
  subjectKind: 'budgeting.idea',
  jobName: 'budgeting.send-idea-news',
  kinds: Object.fromEntries(kinds.map((kind) => [kind, `budgeting.ideas.news.${kind}.kind` as MessageKey])),
  why: 'budgeting.ideas.news.why',
  actors: (db, ideaId, after, limit) => writersOf(db, ideaId, after, limit),
  async letter(services, tx, { kind, subjectId, data }, lang) {
    const { rows } = await sql<{ number: number; slug: string; title: string }>`
      SELECT number, slug, CASE WHEN hidden_reason IS NULL THEN title ELSE '[…]' END AS title FROM budgeting.idea WHERE id = ${subjectId}`.execute(
      tx,
    )
    const { number, slug, title } = rows[0] as { number: number; slug: string; title: string }
    const t = services.translate(lang)
    const told = data as Record<string, string | number>
    const args = { ...told, number, title }
    const part = (name: string) => say(t, { key: `budgeting.ideas.news.${kind}.${name}` as MessageKey, args })
    const path = ways[kind as IdeaNews]?.(number, told) ?? ideaPath({ number, slug })
    return {
      subject: part('subject'),
      paragraphs: [t('budgeting.ideas.news.about', { number, title }), part('text')],
      button: { label: part('button'), url: `${services.publicUrl}/${lang}${path}` },
    }
  },
})

/** Tells the news to those who wrote an idea, once the act is committed; to nobody when nobody is known any more. */
export async function tellAuthors(
  tx: Tx,
  idea: Pick<IdeaRow, 'id'>,
  kind: IdeaNews,
  data: Record<string, string | number>,
  now: Date,
): Promise<void> {
  const writers = await writersOf(tx, idea.id, null, 1)
  if (writers.length > 0) await announce(tx, ideaNews, { kind, subjectId: idea.id, data }, now)
}

/** Mailboxes of the author and the co-authors of an idea. */
async function writersOf(db: Db | Tx, ideaId: string, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (
      SELECT author_mailbox_id AS id FROM budgeting.idea WHERE id = ${ideaId} AND author_mailbox_id IS NOT NULL
      UNION SELECT mailbox_id FROM budgeting.co_author WHERE idea_id = ${ideaId} AND mailbox_id IS NOT NULL) writer
    WHERE ${after}::uuid IS NULL OR id > ${after}::uuid ORDER BY id LIMIT ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
