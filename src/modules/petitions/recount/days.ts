import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { type Read, readEntry } from './recount.ts'
import type { Difference } from './store.ts'

/** What the log tells of the days of one petition. */
interface DaysOfPetition {
  /** Signatures by the day on which they were confirmed, less those that were withdrawn or replaced since. */
  days: Map<string, number>
  /** Taken off without a word of which day: the link from the entry to the record was erased. */
  unplaced: number
}

const confirmed = 'petitions.signature-confirmed'
const ended = new Set(['petitions.signature-withdrawn', 'petitions.signature-replaced'])

/** By number of the petition. An entry that ends a signature tells its own day; that of the signature stands in the entry of the same record. */
export class LogDays {
  private readonly petitions = new Map<number, DaysOfPetition>()

  /** Adds some entries, in the order of the log. */
  async add(tx: Tx, entries: (Read | null)[]): Promise<void> {
    const ending = entries.filter((entry) => entry !== null && ended.has(entry.kind))
    const given = await daysGiven(tx, ending)
    for (const entry of entries) {
      if (!entry || typeof entry.petition !== 'number') continue
      if (entry.kind === confirmed) this.count(entry.petition, entry.day, 1)
      if (ended.has(entry.kind)) this.count(entry.petition, given.get(String(entry.record)), -1)
    }
  }

  private count(petition: number, day: unknown, change: 1 | -1): void {
    const of = this.petitions.get(petition) ?? { days: new Map(), unplaced: 0 }
    this.petitions.set(petition, of)
    if (typeof day === 'string') of.days.set(day, (of.days.get(day) ?? 0) + change)
    else of.unplaced -= change
  }

  /**
   * Compares with the numbers that the chart shows. Of signatures that are held or were set aside the log tells how many, and our rows of
   * which day; of those that were taken off without a record nobody tells it, so the days may lack so many and no more.
   */
  async compare(tx: Tx): Promise<Difference[]> {
    const told = [...this.petitions].flatMap(([petition, { days }]) =>
      [...days].map(([day, signatures]) => ({ petition, day, signatures })),
    )
    const unplaced = [...this.petitions].map(([petition, one]) => ({ petition, signatures: one.unplaced }))
    const { rows } = await sql<Difference>`
      WITH told AS (
        SELECT p.id AS petition_id, t.day, t.signatures
        FROM unnest(${told.map((one) => one.petition)}::bigint[], ${told.map((one) => one.day)}::date[], ${told.map((one) => one.signatures)}::integer[])
          AS t (number, day, signatures) JOIN petitions.petition p ON p.number = t.number
      ), unplaced AS (
        SELECT p.id AS petition_id, t.signatures
        FROM unnest(${unplaced.map((one) => one.petition)}::bigint[], ${unplaced.map((one) => one.signatures)}::integer[]) AS t (number, signatures)
        JOIN petitions.petition p ON p.number = t.number
      ), apart AS (
        SELECT petition_id, confirmed_on AS day, count(*) AS signatures FROM petitions.signature
        WHERE (hold_id IS NOT NULL AND ended_at IS NULL) OR ended_by = 'invalidated' GROUP BY petition_id, confirmed_on
      ), cell AS (
        SELECT petition_id, day, sum(expected)::integer AS expected, sum(found)::integer AS found FROM (
          SELECT petition_id, day, signatures AS expected, 0 AS found FROM told
          UNION ALL SELECT petition_id, day, -signatures, 0 FROM apart
          UNION ALL SELECT petition_id, day, 0, signatures FROM petitions.day_count
          UNION ALL SELECT petition_id, day, 0, change FROM petitions.signature_delta
        ) one GROUP BY petition_id, day
      ), chart AS (
        SELECT c.petition_id, sum(expected)::integer - coalesce(min(u.signatures), 0) AS expected, sum(found)::integer AS found,
          (count(*) FILTER (WHERE found > expected OR (coalesce(u.signatures, 0) = 0 AND found < expected)))::integer AS off
        FROM cell c LEFT JOIN unplaced u ON u.petition_id = c.petition_id GROUP BY c.petition_id
      )
      SELECT petition_id AS "petitionId", 'days' AS place, jsonb_build_object('total', expected) AS expected,
        jsonb_build_object('total', found, 'parts', off) AS found
      FROM chart WHERE expected <> found OR off > 0`.execute(tx)
    return rows
  }
}

/** The days on which these signatures were confirmed, by record, as the entries of their confirmation say. */
async function daysGiven(tx: Tx, ending: (Read | null)[]): Promise<Map<string, unknown>> {
  const records = ending.flatMap((entry) => (typeof entry?.record === 'string' ? [entry.record] : []))
  if (records.length === 0) return new Map()
  const { rows } = await sql<{ body: Buffer }>`
    SELECT body FROM ledger.entry WHERE record = ANY(${records.map((one) => Buffer.from(one, 'base64url'))}::bytea[])`.execute(
    tx,
  )
  const found = rows.map(({ body }) => readEntry(body)).filter((entry) => entry?.kind === confirmed)
  return new Map(found.map((entry) => [String(entry?.record), entry?.day]))
}
