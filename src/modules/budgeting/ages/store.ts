import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** Adds people to the age groups of processes. */
export async function addAges(
  tx: Tx,
  ages: { number: number; channel: string; band: string; people: number }[],
): Promise<void> {
  await sql`
    INSERT INTO budgeting.age_count AS c (process_id, channel, band, people)
    SELECT r.id, one.channel, one.band, one.people
    FROM unnest(${ages.map(({ number }) => number)}::bigint[], ${ages.map(({ channel }) => channel)}::text[],
      ${ages.map(({ band }) => band)}::text[], ${ages.map(({ people }) => people)}::integer[]) AS one (number, channel, band, people)
    JOIN processes.process r ON r.number = one.number
    ORDER BY r.id, one.channel, one.band
    ON CONFLICT ON CONSTRAINT age_count_one_a_band DO UPDATE SET people = c.people + excluded.people`.execute(tx)
}

/** People of each age group who took part, by whatever channel. */
export async function agesOf(db: Db | Tx, processId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ band: string; people: number }>`
    SELECT band, sum(people)::integer AS people FROM budgeting.age_count WHERE process_id = ${processId} GROUP BY band`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ band, people }) => [band, people]))
}
