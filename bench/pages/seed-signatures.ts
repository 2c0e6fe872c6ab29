import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'

/**
 * Signatures as use-cases leave them, with their deltas still to be folded. The petition at place r of popularity has 1/r of
 * what the first has (Zipf), three quarters of its signatures from its own unit, and most in the first weeks.
 */
export async function seedSignatures(services: Services, amount: number, now: Date): Promise<void> {
  const units = services.places.all().map(({ key }) => ({ place: key, unit: services.places.unitOf(key).key }))
  await transact(services.db, async (tx) => {
    // Foreign keys are not checked a million times: every key below is taken from the table it points to.
    await sql`SET LOCAL session_replication_role = replica`.execute(tx)
    await sql`SELECT setseed(0.5)`.execute(tx)
    await sql`
      CREATE TEMPORARY TABLE place_of_unit ON COMMIT DROP AS
      SELECT unit, array_agg(place ORDER BY place) AS places
      FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS row (place text, unit text) GROUP BY unit`.execute(tx)
    await sql`
      CREATE TEMPORARY TABLE crowd ON COMMIT DROP AS
      SELECT ranked.*, ceil(${amount} / rank / sum(1 / rank) OVER ())::integer AS signatures FROM (
        SELECT p.id, p.lang, p.state, p.published_at, coalesce(p.closed_at, ${now}) AS until, own.unit,
          row_number() OVER (ORDER BY md5(p.number::text))::double precision AS rank
        FROM petitions.petition p
        JOIN jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS own (place text, unit text) ON own.place = p.place_key
        WHERE p.published_at IS NOT NULL
      ) ranked`.execute(tx)
    await sql`
      INSERT INTO petitions.signature (petition_id, id, level, signer_key, mailbox_key, person_key, slot, name, show_name, wants_news,
        place_key, unit_key, record_key, confirmed_at, confirmed_on)
      SELECT s.id, uuidv7(s.at - clock_timestamp()), s.level, sha256(s.seed::bytea), sha256(('mailbox' || s.seed)::bytea),
        CASE WHEN s.level <> 'email' THEN sha256(('person' || s.seed)::bytea) END, 1,
        CASE WHEN s.state <> 'archived' THEN (ARRAY['Ana Rusu', 'Ion Ceban', 'Ольга Морозова', 'Maria Lungu', 'Сергей Бойко', 'Elena Ursu'])[1 + floor(random() * 6)::integer] END,
        s.state <> 'archived' AND random() < 0.06, false, u.places[1 + floor(random() * cardinality(u.places))::integer], s.unit,
        decode(substr(md5(s.seed), 1, 32), 'hex'), s.at, (s.at AT TIME ZONE ${services.timeZone})::date
      FROM (
        SELECT c.id, c.state, c.id::text || n AS seed,
          c.published_at + (c.until - c.published_at) * (random() ^ 3) AS at,
          CASE WHEN random() < 0.89 THEN 'email' WHEN random() < 0.75 THEN 'strong' ELSE 'signed' END AS level,
          CASE WHEN c.unit <> 'md' AND random() < 0.75 THEN c.unit ELSE any_unit.keys[1 + floor(random() ^ 2 * cardinality(any_unit.keys))::integer] END AS unit
        FROM crowd c, (SELECT array_agg(unit ORDER BY unit = 'md-cu' DESC, unit) AS keys FROM place_of_unit WHERE unit <> 'md') any_unit,
          generate_series(1, c.signatures) n
        ORDER BY at
      ) s JOIN place_of_unit u ON u.unit = s.unit`.execute(tx)
    await sql`
      INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
      SELECT petition_id, unit_key, level, confirmed_on, 1 FROM petitions.signature`.execute(tx)
  })
}
