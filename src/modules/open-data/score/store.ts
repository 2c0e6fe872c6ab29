import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Indicator, Score } from './mqa.ts'

/** Ids of published datasets that changed since they were looked at, or that nobody looked at, or of which an address was asked since. */
export async function unscored(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT d.id FROM open_data.dataset d LEFT JOIN open_data.dataset_score s ON s.dataset_id = d.id
    WHERE d.state = 'published' AND (s.dataset_id IS NULL OR s.of_modified <> d.modified_at OR EXISTS (
      SELECT FROM open_data.distribution x JOIN open_data.link_check c ON c.url = x.url
      WHERE x.dataset_id = d.id AND x.removed_at IS NULL AND c.checked_at > s.scored_at))
    ORDER BY d.id LIMIT ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export async function keepScores(
  db: Db,
  scores: (Score & { datasetId: string; ofModified: Date })[],
  now: Date,
): Promise<void> {
  const rows = scores.map(({ datasetId, points, lacks, ofModified }) => ({
    dataset_id: datasetId,
    points,
    lacks,
    of_modified: ofModified,
  }))
  await sql`
    INSERT INTO open_data.dataset_score (dataset_id, points, lacks, of_modified, scored_at)
    SELECT dataset_id, points, lacks, of_modified, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (dataset_id uuid, points integer, lacks text[], of_modified timestamptz)
    ON CONFLICT (dataset_id) DO UPDATE SET points = excluded.points, lacks = excluded.lacks, of_modified = excluded.of_modified,
      scored_at = excluded.scored_at`.execute(db)
}

/** What is public no longer has no points. @returns whether there was any */
export async function forgetScores(db: Db): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM open_data.dataset_score s USING open_data.dataset d
    WHERE d.id = s.dataset_id AND d.state <> 'published' RETURNING s.dataset_id`.execute(db)
  return rows.length > 0
}

export async function hasDay(db: Db, day: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM open_data.score_day WHERE day = ${day}::date LIMIT 1`.execute(db)
  return rows.length > 0
}

/** How it stands now becomes how it stood on that day: of each institution, and of all. */
export async function keepDay(db: Db, day: string): Promise<void> {
  await sql`
    INSERT INTO open_data.score_day (day, organisation_id, datasets, points)
    SELECT ${day}::date, d.organisation_id, count(*), sum(s.points)
    FROM open_data.dataset_score s JOIN open_data.dataset d ON d.id = s.dataset_id
    GROUP BY GROUPING SETS ((d.organisation_id), ()) HAVING count(*) > 0
    ON CONFLICT ON CONSTRAINT score_day_once DO UPDATE SET datasets = excluded.datasets, points = excluded.points
    WHERE (score_day.datasets, score_day.points) IS DISTINCT FROM (excluded.datasets, excluded.points)`.execute(db)
}

/** Points of many datasets, counted where they lie: one by one they are the whole catalogue. */
export interface Scores {
  datasets: number
  points: number
  /** How many have so many points. */
  byPoints: Map<number, number>
  lacking: Map<Indicator, number>
}

/** Of all that is public, or of one institution. */
export async function allScores(db: Db, organisationId: string | null): Promise<Scores> {
  const { rows } = await sql<{ points: number | null; lack: Indicator | null; datasets: number }>`
    WITH scored AS (
      SELECT s.points, s.lacks FROM open_data.dataset_score s JOIN open_data.dataset d ON d.id = s.dataset_id AND d.state = 'published'
      WHERE ${organisationId}::uuid IS NULL OR d.organisation_id = ${organisationId}
    )
    SELECT points, NULL AS lack, count(*)::integer AS datasets FROM scored GROUP BY points
    UNION ALL SELECT NULL, lack, count(*)::integer FROM scored, unnest(scored.lacks) AS lack GROUP BY lack`.execute(db)
  const byPoints = new Map(rows.flatMap(({ points, datasets }) => (points === null ? [] : [[points, datasets]])))
  return {
    datasets: sumOf([...byPoints.values()]),
    points: sumOf([...byPoints].map(([points, datasets]) => points * datasets)),
    byPoints,
    lacking: new Map(rows.flatMap(({ lack, datasets }) => (lack === null ? [] : [[lack, datasets]]))),
  }
}

const sumOf = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0)

/** Points of all datasets together by institution. */
export async function pointsByInstitution(db: Db): Promise<Map<string, { datasets: number; points: number }>> {
  const { rows } = await sql<{ slug: string; datasets: number; points: number }>`
    SELECT o.slug, count(*)::integer AS datasets, sum(s.points)::integer AS points FROM open_data.dataset_score s
    JOIN open_data.dataset d ON d.id = s.dataset_id AND d.state = 'published' JOIN organisations.organisation o ON o.id = d.organisation_id
    GROUP BY o.slug`.execute(db)
  return new Map(rows.map(({ slug, ...counted }) => [slug, counted]))
}

/** The last days on which something was counted, newest first. */
export async function lastDays(
  db: Db,
  organisationId: string | null,
  limit: number,
): Promise<{ day: string; datasets: number; points: number }[]> {
  const { rows } = await sql<{ day: string; datasets: number; points: number }>`
    SELECT day::text, datasets, points::integer FROM open_data.score_day WHERE organisation_id IS NOT DISTINCT FROM ${organisationId}::uuid
    ORDER BY day DESC LIMIT ${limit}`.execute(db)
  return rows
}

/** Those of the addresses that answered when they were asked last. */
export async function answering(db: Db, urls: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ url: string }>`
    SELECT url FROM open_data.link_check WHERE answers AND url = ANY (${urls}::text[])`.execute(db)
  return new Set(rows.map(({ url }) => url))
}

/** Addresses that published datasets and reuses of them lead to and that nobody asked since, those never asked first. One that did not answer is asked sooner. */
export async function linksToCheck(
  db: Db,
  { answeredBefore, failedBefore, limit }: { answeredBefore: Date; failedBefore: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`
    SELECT x.url FROM (
      SELECT x.url FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
      WHERE d.state = 'published' AND x.removed_at IS NULL AND x.url IS NOT NULL
      UNION SELECT r.url FROM open_data.reuse r WHERE r.state = 'listed'
    ) x LEFT JOIN open_data.link_check c ON c.url = x.url
    WHERE (c.url IS NULL OR c.checked_at < CASE WHEN c.answers THEN ${answeredBefore}::timestamptz ELSE ${failedBefore}::timestamptz END)
    ORDER BY c.checked_at NULLS FIRST, x.url LIMIT ${limit}`.execute(db)
  return rows.map(({ url }) => url)
}

export async function keepLinkCheck(
  db: Db,
  { url, answers, said, at }: { url: string; answers: boolean; said: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO open_data.link_check (url, checked_at, answers, said) VALUES (${url}, ${at}, ${answers}, ${said})
    ON CONFLICT (url) DO UPDATE SET checked_at = excluded.checked_at, answers = excluded.answers, said = excluded.said`.execute(
    db,
  )
}
