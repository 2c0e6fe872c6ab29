import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

interface Reading {
  readAt: Date
  /** For which authority; null when it was the house's own moderation or administration. */
  organisation: Localised | null
  purpose: string
  subjectKind: string
  byLink: boolean
}

/** Readings of one day by one reader for one purpose. */
export interface ReadingsOfDay {
  times: number
  firstAt: Date
  lastAt: Date
  organisation: Localised | null
  purpose: string
  /** By the link in the authority's letter, without an account. */
  byLink: boolean
}

/** Who looked at a person's data, day by day, the newest first. Officials are named by their office, not by their name. */
export async function readingsByDay(
  db: Db,
  mailboxId: string,
  timeZone: string,
  limit: number,
): Promise<ReadingsOfDay[]> {
  const { rows } = await sql<ReadingsOfDay>`
    SELECT r.times, r."firstAt", r."lastAt", o.name AS organisation, r.purpose, r.reader_id IS NULL AS "byLink"
    FROM (
      SELECT reader_id, organisation_id, purpose, count(*)::integer AS times, min(read_at) AS "firstAt", max(read_at) AS "lastAt"
      FROM audit.reading WHERE mailbox_id = ${mailboxId}
      GROUP BY reader_id, organisation_id, purpose, (read_at AT TIME ZONE ${timeZone})::date
    ) r LEFT JOIN organisations.organisation o ON o.id = r.organisation_id
    ORDER BY r."lastAt" DESC, r.reader_id, r.organisation_id, r.purpose LIMIT ${limit}`.execute(db)
  return rows
}

const BATCH = 1_000

/** Each of them by itself, the newest first, read some thousand at a time: nobody knows how many there are, and all belong to the person. */
async function* readingsOf(db: Db, mailboxId: string): AsyncIterable<Reading> {
  let after: Cursor | null = null
  for (;;) {
    const rows: (Reading & { id: string })[] = await readingsAfter(db, mailboxId, after)
    for (const { id, ...reading } of rows) {
      yield reading
      after = { at: reading.readAt, id }
    }
    if (rows.length < BATCH) return
  }
}

async function readingsAfter(db: Db, mailboxId: string, after: Cursor | null): Promise<(Reading & { id: string })[]> {
  const { rows } = await sql<Reading & { id: string }>`
    SELECT r.id, r.read_at AS "readAt", o.name AS organisation, r.purpose, r.subject_kind AS "subjectKind",
      r.reader_id IS NULL AS "byLink"
    FROM audit.reading r LEFT JOIN organisations.organisation o ON o.id = r.organisation_id
    WHERE r.mailbox_id = ${mailboxId} ${after ? sql`AND (r.read_at, r.id) < (${after.at}, ${after.id}::uuid)` : sql``}
    ORDER BY r.read_at DESC, r.id DESC LIMIT ${BATCH}`.execute(db)
  return rows
}

/** The record holds ids only and cannot be changed; once the mailbox is erased it is about nobody. */
export const readingsData: PersonalData = {
  name: 'audit.readings',
  what: 'people.data.readings',
  why: 'people.data.readings.why',
  kept: { key: 'people.data.readings.long' },
  erased: 'people.data.readings.erased',
  export: async (ctx, mailboxId) => readingsOf(ctx.db, mailboxId),
  erase: async () => {},
}
