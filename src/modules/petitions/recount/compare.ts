import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Difference } from './store.ts'

// What waits for the fold is part of every counter; what is held and was not told yet is in the log and in no counter.
const due = sql`
  waiting AS (
    SELECT petition_id, ${byLevel(sql`level`, sql`change`)} FROM petitions.signature_delta GROUP BY petition_id
  ), untold AS (
    SELECT petition_id, ${byLevel(sql`level`, sql`signatures`)} FROM (
      SELECT petition_id, level, 1 AS signatures FROM petitions.signature WHERE hold_id IS NOT NULL AND ended_at IS NULL
      UNION ALL SELECT petition_id, level, -signatures FROM petitions.held_told
    ) held GROUP BY petition_id
  ), due AS (
    SELECT p.id AS petition_id, coalesce(r.email, 0) - coalesce(u.email, 0) AS email, coalesce(r.strong, 0) - coalesce(u.strong, 0) AS strong,
      coalesce(r.signed, 0) - coalesce(u.signed, 0) AS signed, coalesce(r.paper, 0) AS paper,
      coalesce(w.email, 0) AS w_email, coalesce(w.strong, 0) AS w_strong, coalesce(w.signed, 0) AS w_signed
    FROM petitions.petition p LEFT JOIN petitions.recount r ON r.petition_id = p.id
    LEFT JOIN untold u ON u.petition_id = p.id LEFT JOIN waiting w ON w.petition_id = p.id
  )`

/** Counters and listings against the log: rows one a petition, so it can be done every few seconds. */
export async function compareCounters(tx: Tx): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    WITH ${due}, count AS (
      SELECT d.petition_id, ${expected}, coalesce(c.email, 0) + w_email AS f_email, coalesce(c.strong, 0) + w_strong AS f_strong,
        coalesce(c.signed, 0) + w_signed AS f_signed
      FROM due d LEFT JOIN petitions.signature_count c ON c.petition_id = d.petition_id
    )
    ${differing('count', sql`count`, sql`0`)}
    UNION ALL
    SELECT d.petition_id, 'listing', jsonb_build_object('total', d.email + d.strong + d.signed),
      jsonb_build_object('total', l.signatures + w_email + w_strong + w_signed)
    FROM due d JOIN petitions.listing l ON l.petition_id = d.petition_id
    WHERE l.signatures + w_email + w_strong + w_signed <> d.email + d.strong + d.signed`.execute(tx)
  return rows
}

/**
 * Signatures, totals by day and units, and paper against the log. Where a sum agrees with the log but its parts do not agree with the
 * signatures (a number moved from one unit to another), that is a difference too.
 */
export async function compareRows(tx: Tx): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    WITH ${due}, cells AS MATERIALIZED (
      SELECT petition_id, unit_key, level, confirmed_on AS day, count(*)::integer AS signatures FROM petitions.signature
      WHERE ended_at IS NULL AND hold_id IS NULL GROUP BY petition_id, unit_key, level, confirmed_on
    ), parts AS MATERIALIZED (
      SELECT petition_id, unit_key, level, day, sum(signatures)::integer AS signatures FROM (
        SELECT petition_id, unit_key, level, day, signatures FROM petitions.signature_total
        UNION ALL SELECT petition_id, unit_key, level, day, change FROM petitions.signature_delta
      ) counted GROUP BY petition_id, unit_key, level, day
    ), in_units AS (
      SELECT petition_id, unit_key, sum(signatures)::integer AS signatures FROM (
        SELECT petition_id, unit_key, signatures FROM petitions.unit_count
        UNION ALL SELECT petition_id, unit_key, change FROM petitions.signature_delta
      ) counted GROUP BY petition_id, unit_key
    ), standing AS (
      SELECT d.petition_id, ${expected}, coalesce(s.email, 0) AS f_email, coalesce(s.strong, 0) AS f_strong, coalesce(s.signed, 0) AS f_signed
      FROM due d LEFT JOIN (SELECT petition_id, ${byLevel(sql`level`, sql`signatures`)} FROM cells GROUP BY petition_id) s
        ON s.petition_id = d.petition_id
    ), agreeing AS (
      SELECT petition_id FROM standing WHERE (email, strong, signed) = (f_email, f_strong, f_signed)
    ), moved AS (
      SELECT petition_id, count(*) AS cells FROM cells FULL JOIN parts USING (petition_id, unit_key, level, day)
      WHERE coalesce(cells.signatures, 0) <> coalesce(parts.signatures, 0) GROUP BY petition_id
    ), totals AS (
      SELECT d.petition_id, ${expected}, coalesce(t.email, 0) AS f_email, coalesce(t.strong, 0) AS f_strong, coalesce(t.signed, 0) AS f_signed,
        m.cells AS off
      FROM due d LEFT JOIN (SELECT petition_id, ${byLevel(sql`level`, sql`signatures`)} FROM parts GROUP BY petition_id) t
        ON t.petition_id = d.petition_id
      LEFT JOIN moved m ON m.petition_id = d.petition_id AND m.petition_id IN (SELECT petition_id FROM agreeing)
    ), units AS (
      SELECT d.petition_id, d.email + d.strong + d.signed AS total, coalesce(u.total, 0) AS found,
        CASE WHEN d.petition_id IN (SELECT petition_id FROM agreeing) THEN coalesce(u.off, 0) ELSE 0 END AS off
      FROM due d LEFT JOIN (
        SELECT petition_id, sum(coalesce(i.signatures, 0))::integer AS total,
          count(*) FILTER (WHERE coalesce(i.signatures, 0) <> coalesce(c.signatures, 0)) AS off
        FROM in_units i FULL JOIN (SELECT petition_id, unit_key, sum(signatures)::integer AS signatures FROM cells GROUP BY 1, 2) c
          USING (petition_id, unit_key)
        GROUP BY petition_id
      ) u ON u.petition_id = d.petition_id
    ), sheets AS (
      SELECT d.petition_id, d.paper, coalesce(b.signatures, 0) AS found FROM due d LEFT JOIN (
        SELECT petition_id, sum(signatures)::integer AS signatures FROM petitions.paper_batch WHERE state = 'accepted' GROUP BY petition_id
      ) b ON b.petition_id = d.petition_id
    )
    ${differing('rows', sql`standing`, sql`0`)}
    UNION ALL ${differing('totals', sql`totals`, sql`coalesce(off, 0)`)}
    UNION ALL SELECT petition_id, 'units', jsonb_build_object('total', total), jsonb_build_object('total', found, 'parts', off) FROM units
      WHERE total <> found OR off > 0
    UNION ALL SELECT petition_id, 'paper', jsonb_build_object('paper', paper), jsonb_build_object('paper', found) FROM sheets
      WHERE paper <> found`.execute(tx)
  return rows
}

const expected = sql`d.email, d.strong, d.signed`

function byLevel(level: RawBuilder<unknown>, number: RawBuilder<unknown>): RawBuilder<unknown> {
  const of = (name: string) => sql`coalesce(sum(${number}) FILTER (WHERE ${level} = ${sql.lit(name)}), 0)::integer`
  return sql`${of('email')} AS email, ${of('strong')} AS strong, ${of('signed')} AS signed`
}

/** @param off how many parts of equal sums are not equal */
function differing(place: string, table: RawBuilder<unknown>, off: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT petition_id AS "petitionId", ${sql.lit(place)} AS place,
      jsonb_build_object('email', email, 'strong', strong, 'signed', signed) AS expected,
      jsonb_build_object('email', f_email, 'strong', f_strong, 'signed', f_signed, 'parts', ${off}) AS found
    FROM ${table} WHERE (email, strong, signed) <> (f_email, f_strong, f_signed) OR ${off} > 0`
}
