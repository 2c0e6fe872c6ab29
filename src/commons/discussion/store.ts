import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Comment, Stance } from './comment.ts'

const columns = sql`c.id, c.subject_kind AS "subjectKind", c.subject_id AS "subjectId", c.subject_number AS "subjectNumber",
  c.place_key AS "placeKey", c.parent_id AS "parentId", c.stance, c.state, c.lang, c.text_markdown AS markdown, c.text_html AS html,
  c.text_salt AS salt, c.author_mailbox_id AS "authorMailboxId", c.author_name AS "authorName", c.authority_id AS "authorityId", c.answers,
  c.useful, c.flagged, c.waiting_since AS "waitingSince", c.hidden_reason AS "hiddenReason", c.hidden_by AS "hiddenBy",
  c.appeal_text AS "appealText", c.appealed_at AS "appealedAt", c.appeal_decided_at AS "appealDecidedAt", c.tells_authority AS "tellsAuthority", c.created_at AS "createdAt",
  c.edited_at AS "editedAt"`

/** A comment with the authority in whose name it was written. */
export interface SignedComment extends Comment {
  authority: Localised | null
}

function select(where: RawBuilder<unknown>) {
  return sql<SignedComment>`
    SELECT ${columns}, o.name AS authority
    FROM discussion.comment c LEFT JOIN organisations.organisation o ON o.id = c.authority_id WHERE ${where}`
}

/** @throws NotFound */
export async function findComment(db: Db | Tx, id: string): Promise<SignedComment> {
  const { rows } = await select(sql`c.id = ${id}`).execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** The comment, locked until the act is over. @throws NotFound */
export async function lockComment(tx: Tx, id: string): Promise<SignedComment> {
  const { rows } = await select(sql`c.id = ${id} FOR NO KEY UPDATE OF c`).execute(tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export async function addComment(
  tx: Tx,
  one: Pick<
    Comment,
    | 'id'
    | 'subjectKind'
    | 'subjectId'
    | 'subjectNumber'
    | 'placeKey'
    | 'parentId'
    | 'stance'
    | 'state'
    | 'lang'
    | 'markdown'
    | 'html'
    | 'salt'
    | 'authorMailboxId'
    | 'authorName'
    | 'authorityId'
    | 'waitingSince'
    | 'createdAt'
  > & { tellsAuthority?: boolean },
): Promise<void> {
  await sql`
    INSERT INTO discussion.comment (id, subject_kind, subject_id, subject_number, place_key, parent_id, stance, state, lang, text_markdown,
      text_html, text_salt, author_mailbox_id, author_name, authority_id, waiting_since, created_at, tells_authority)
    VALUES (${one.id}, ${one.subjectKind}, ${one.subjectId}, ${one.subjectNumber}, ${one.placeKey}, ${one.parentId}, ${one.stance},
      ${one.state}, ${one.lang}, ${one.markdown}, ${one.html}, ${one.salt}, ${one.authorMailboxId}, ${one.authorName}, ${one.authorityId},
      ${one.waitingSince}, ${one.createdAt}, ${one.tellsAuthority ?? false})`.execute(tx)
}

/** An answer more (or less) to a comment; the caller holds the comment. */
export async function countAnswer(tx: Tx, parentId: string, change: 1 | -1): Promise<void> {
  await sql`UPDATE discussion.comment SET answers = answers + ${change} WHERE id = ${parentId}`.execute(tx)
}

/** Comments of a subject that answer none, by how useful they are. */
export async function mostUseful(
  db: Db,
  subjectId: string,
  filter: { stance: Stance | null; after: { at: number; id: string } | null; limit: number },
): Promise<SignedComment[]> {
  const { stance, after, limit } = filter
  const { rows } = await select(sql`
    c.subject_id = ${subjectId} AND c.parent_id IS NULL AND c.state <> 'held' AND (${stance}::text IS NULL OR c.stance = ${stance})
    AND (${after?.at ?? null}::integer IS NULL OR (c.useful, c.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY c.useful DESC, c.id DESC LIMIT ${limit}`).execute(db)
  return rows
}

/** The same, newest first. */
export async function newest(
  db: Db,
  subjectId: string,
  filter: { stance: Stance | null; after: Cursor | null; limit: number },
): Promise<SignedComment[]> {
  const { stance, after, limit } = filter
  const { rows } = await select(sql`
    c.subject_id = ${subjectId} AND c.parent_id IS NULL AND c.state <> 'held' AND (${stance}::text IS NULL OR c.stance = ${stance})
    AND (${after?.at ?? null}::timestamptz IS NULL OR (c.created_at, c.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit}`).execute(db)
  return rows
}

/** What somebody has written and not taken back, newest first. */
export async function commentsOfAuthor(
  db: Db,
  mailboxId: string,
  after: Cursor | null,
  limit: number,
): Promise<SignedComment[]> {
  const { rows } = await select(sql`
    c.author_mailbox_id = ${mailboxId} AND c.text_markdown IS NOT NULL
    AND (${after?.at ?? null}::timestamptz IS NULL OR (c.created_at, c.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit}`).execute(db)
  return rows
}

/** The first answers of each comment, in the order in which they came. */
export async function firstAnswers(db: Db, parents: string[], each: number): Promise<SignedComment[]> {
  const { rows } = await sql<SignedComment>`
    SELECT ${columns}, o.name AS authority
    FROM unnest(${parents}::uuid[]) AS p (id)
    CROSS JOIN LATERAL (
      SELECT * FROM discussion.comment a WHERE a.parent_id = p.id AND a.state <> 'held' ORDER BY a.id LIMIT ${each}) c
    LEFT JOIN organisations.organisation o ON o.id = c.authority_id
    ORDER BY c.id`.execute(db)
  return rows
}

/** Answers to one comment after the one given. */
export async function answersAfter(
  db: Db,
  parentId: string,
  after: string | null,
  limit: number,
): Promise<SignedComment[]> {
  const { rows } = await select(sql`
    c.parent_id = ${parentId} AND c.state <> 'held' AND (${after}::uuid IS NULL OR c.id > ${after}) ORDER BY c.id LIMIT ${limit}`).execute(
    db,
  )
  return rows
}

/** How many comments are shown, by stance; answers have none. */
export async function countComments(
  db: Db | Tx,
  subjectId: string,
): Promise<{ stance: Stance | null; count: number }[]> {
  const { rows } = await sql<{ stance: Stance | null; count: number }>`
    SELECT stance, count(*) AS count FROM discussion.comment WHERE subject_id = ${subjectId} AND state = 'shown' GROUP BY stance`.execute(
    db,
  )
  return rows
}

/** How many comments and answers were said about each subject meanwhile, and when the last was. */
export async function commentsBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<{ subjectKind: string; subjectNumber: number; count: number; at: Date }[]> {
  const { rows } = await sql<{ subjectKind: string; subjectNumber: number; count: number; at: Date }>`
    SELECT subject_kind AS "subjectKind", subject_number AS "subjectNumber", count(*) AS count, max(created_at) AS at
    FROM discussion.comment WHERE state = 'shown' AND created_at > ${since} AND created_at <= ${until}
    GROUP BY subject_kind, subject_number`.execute(db)
  return rows
}
