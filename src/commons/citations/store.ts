import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { CitedThing, Titles } from './citing.ts'

/** One thing and what it is. */
export interface End extends CitedThing {
  kind: string
}

export interface Citation {
  from: End
  to: End
}

const rowsOf = (citations: Citation[]) =>
  JSON.stringify(
    citations.map(({ from, to }) => ({
      from_kind: from.kind,
      from_key: from.key,
      from_title: from.title,
      from_path: from.path,
      to_kind: to.kind,
      to_key: to.key,
      to_title: to.title,
      to_path: to.path,
    })),
  )

/** These are all there are: others go, new ones come, and what is as it was is not touched. */
export async function keepCitations(tx: Tx, citations: Citation[], now: Date): Promise<void> {
  const rows = rowsOf(citations)
  await sql`
    DELETE FROM citations.citation c WHERE NOT EXISTS (
      SELECT FROM jsonb_to_recordset(${rows}::jsonb) AS r (from_kind text, from_key text, to_kind text, to_key text)
      WHERE r.to_kind = c.to_kind AND r.to_key = c.to_key AND r.from_kind = c.from_kind AND r.from_key = c.from_key)`.execute(
    tx,
  )
  await sql`
    INSERT INTO citations.citation AS c (from_kind, from_key, from_title, from_path, to_kind, to_key, to_title, to_path, found_at)
    SELECT r.*, ${now} FROM jsonb_to_recordset(${rows}::jsonb) AS r (from_kind text, from_key text, from_title jsonb, from_path text,
      to_kind text, to_key text, to_title jsonb, to_path text)
    ON CONFLICT ON CONSTRAINT citation_once DO UPDATE SET from_title = excluded.from_title, from_path = excluded.from_path,
      to_title = excluded.to_title, to_path = excluded.to_path
    WHERE (c.from_title, c.from_path, c.to_title, c.to_path)
      IS DISTINCT FROM (excluded.from_title, excluded.from_path, excluded.to_title, excluded.to_path)`.execute(tx)
}

export interface OtherEnd {
  kind: string
  key: string
  title: Titles
  path: string
}

/** What cites a thing, found last first. */
export async function citersOf(db: Db, to: { kind: string; key: string }, limit: number): Promise<OtherEnd[]> {
  const { rows } = await sql<OtherEnd>`
    SELECT from_kind AS kind, from_key AS key, from_title AS title, from_path AS path FROM citations.citation
    WHERE to_kind = ${to.kind} AND to_key = ${to.key} ORDER BY found_at DESC, from_kind, from_key LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

/** What a thing cites. */
export async function citedBy(db: Db, from: { kind: string; key: string }): Promise<OtherEnd[]> {
  const { rows } = await sql<OtherEnd>`
    SELECT to_kind AS kind, to_key AS key, to_title AS title, to_path AS path FROM citations.citation
    WHERE from_kind = ${from.kind} AND from_key = ${from.key} ORDER BY to_kind, to_key`.execute(db)
  return rows
}
