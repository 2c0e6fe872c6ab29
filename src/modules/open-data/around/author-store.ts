import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** What somebody proposed, as it goes into their export. */
export async function proposedBy(db: Db, mailboxId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT number, type, state, title, text_markdown AS text, url, author_name AS "shownName", proposed_at AS "proposedAt", listed_at AS "listedAt",
      refused_reason AS "refusedReason",
      (SELECT p.description FROM open_data.reuse_picture p WHERE p.reuse_id = r.id AND p.size = 'whole') AS picture,
      ARRAY(SELECT d.name FROM open_data.reuse_dataset u JOIN open_data.dataset d ON d.id = u.dataset_id WHERE u.reuse_id = r.id ORDER BY d.name) AS datasets
    FROM open_data.reuse r WHERE author_mailbox_id = ${mailboxId} ORDER BY id`.execute(db)
  return rows
}

export async function forgetAuthor(tx: Tx, mailboxId: string): Promise<void> {
  await sql`DELETE FROM open_data.reuse WHERE author_mailbox_id = ${mailboxId}`.execute(tx)
}
