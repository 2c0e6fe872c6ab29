import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { plainText } from '#kernel/text/plain-text.ts'
import type { Topic } from '../petition.ts'
import { searchWords } from './words.ts'

/** Raised when words are made in another way: the next night makes them anew from the same texts. */
const MADE = 3

/** What a search sorts by, of the listing `l`. */
const listedMs = sql`floor(extract(epoch FROM l.listed_at) * 1000)::bigint`

interface Source {
  petition_id: string
  title: string
  why_html: string
  topic: Topic
  /** Of the place and all above it, and of the addressees. */
  names: Localised[]
  made_of: string
}

/**
 * The words by which petitions are found: title and text as readers see them (what is masked is not found), the topic, place and
 * all above it and the addressees in three languages. Texts that did not change are left alone.
 */
export async function refreshWords(tx: Tx, petitionIds: string[]): Promise<void> {
  await sql`
    UPDATE petitions.listing_text t SET listed_ms = ${listedMs} FROM petitions.listing l
    WHERE t.petition_id = ANY(${petitionIds}::uuid[]) AND l.petition_id = t.petition_id AND t.listed_ms <> ${listedMs}`.execute(
    tx,
  )
  const sources = await changedTexts(tx, petitionIds)
  if (sources.length === 0) return
  const rows = sources.map((source) => ({ ...source, ...searchWords(source.title, textsOf(source), source.topic) }))
  await sql`
    INSERT INTO petitions.listing_text (petition_id, listed_ms, words, made_of)
    SELECT petition_id, ${listedMs}, array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(lexemes))), made_of
    FROM jsonb_to_recordset(${JSON.stringify(rows.map(({ petition_id, lexemes, made_of }) => ({ petition_id, lexemes, made_of })))}::jsonb)
      AS row (petition_id uuid, lexemes jsonb, made_of text) JOIN petitions.listing l USING (petition_id)
    ON CONFLICT (petition_id) DO UPDATE SET words = excluded.words, made_of = excluded.made_of`.execute(tx)
  await learnWords(tx, new Set(rows.flatMap(({ words }) => words)))
}

async function changedTexts(tx: Tx, petitionIds: string[]): Promise<Source[]> {
  const { rows } = await sql<Source>`
    SELECT s.* FROM (
      SELECT p.id AS petition_id, p.title, p.why_html, p.topic, names.names,
        md5(concat_ws(chr(10), ${MADE}::text, p.topic, p.title, p.why_html, names.names::text)) AS made_of
      FROM petitions.listing l JOIN petitions.petition p ON p.id = l.petition_id
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(named.name), '[]') AS names FROM (
          SELECT o.name FROM organisations.organisation o WHERE o.id = ANY(l.authority_ids)
          UNION ALL
          -- The country is above everything; it tells something of a petition only when it is the place itself.
          SELECT q.name FROM places.place q WHERE q.key = ANY(CASE WHEN cardinality(l.place_path) > 1 THEN l.place_path[2:] ELSE l.place_path END)
          ORDER BY name
        ) named
      ) names
      WHERE l.petition_id = ANY(${petitionIds}::uuid[])
    ) s LEFT JOIN petitions.listing_text t USING (petition_id)
    WHERE t.made_of IS DISTINCT FROM s.made_of`.execute(tx)
  return rows
}

function textsOf({ why_html, names }: Source): string[] {
  return [plainText(why_html), ...names.flatMap((name) => Object.values(name))]
}

/** Words that a misspelled one can be mended to. In order, so that two transactions that learn the same ones do not lock each other. */
async function learnWords(tx: Tx, words: Set<string>): Promise<void> {
  const worth = [...words].filter((word) => /^\p{L}{4,30}$/u.test(word)).sort()
  await sql`INSERT INTO petitions.listing_word (word) SELECT unnest(${worth}::text[]) ON CONFLICT DO NOTHING`.execute(
    tx,
  )
}
