import { sql } from 'kysely'
import type { PublishedCounts } from '#commons/settings/small-numbers.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { CASE } from '../answering/case.ts'
import type { CountByLevel } from '../petition.ts'
import type { AuthorityFigures, Figures, OverdueTerm, UnansweredThreshold } from './figures.ts'

/** Rows shown on the page; the total says how many more there are. */
const SHOWN = 50

export async function petitionsByState(tx: Tx): Promise<Figures['byState']> {
  const { rows } = await sql<Figures['byState'][number]>`
    SELECT state, count(*)::integer AS petitions FROM petitions.petition GROUP BY state ORDER BY 2 DESC, 1`.execute(tx)
  return rows
}

/** Published petitions and their signatures. */
export async function petitionsByTopic(tx: Tx): Promise<Figures['byTopic']> {
  const { rows } = await sql<Figures['byTopic'][number]>`
    SELECT p.topic, count(*)::integer AS petitions, coalesce(sum(c.total), 0)::integer AS signatures
    FROM petitions.petition p LEFT JOIN petitions.signature_count c ON c.petition_id = p.id
    WHERE p.published_at IS NOT NULL GROUP BY p.topic ORDER BY 3 DESC, 2 DESC, 1`.execute(tx)
  return rows
}

export async function signaturesByLevel(tx: Tx): Promise<CountByLevel> {
  const { rows } = await sql<CountByLevel>`
    SELECT coalesce(sum(email), 0)::integer AS email, coalesce(sum(strong), 0)::integer AS strong,
      coalesce(sum(signed), 0)::integer AS signed FROM petitions.signature_count`.execute(tx)
  return rows[0] as CountByLevel
}

export async function signaturesOnPaper(tx: Tx): Promise<Figures['paper']> {
  const { rows } = await sql<Figures['paper']>`
    SELECT coalesce(sum(signatures), 0)::integer AS signatures, count(DISTINCT petition_id)::integer AS petitions
    FROM petitions.paper_batch WHERE state = 'accepted'`.execute(tx)
  return rows[0] as Figures['paper']
}

/**
 * How each authority answers. In time: the answer came on or before the due day of the law's clock, or of the latest promised one
 * where no legal clock ran. Pauses and extensions are in the due day.
 */
export async function answersByAuthority(tx: Tx, today: string, timeZone: string): Promise<AuthorityFigures[]> {
  const { rows } = await sql<AuthorityFigures>`
    WITH terms AS (
      SELECT subject_id, bool_or(stopped_on IS NULL AND due_on < ${today}) AS overdue,
        (array_agg(stopped_on <= due_on ORDER BY (name = 'answer') DESC, starts_on DESC, id DESC)
          FILTER (WHERE stopped_on IS NOT NULL AND due_on IS NOT NULL AND (name = 'answer' OR name LIKE 'promised-answer%')))[1] AS in_time
      FROM lifecycle.clock WHERE subject_kind = ${CASE} GROUP BY subject_id
    ), cases AS (
      SELECT c.organisation_id, c.outcome IS NOT NULL AS answered, t.in_time, coalesce(t.overdue, false) AS overdue,
        (c.answered_at AT TIME ZONE ${timeZone})::date - (c.registered_at AT TIME ZONE ${timeZone})::date AS days
      FROM petitions.case c LEFT JOIN terms t ON t.subject_id = c.id::text
      WHERE c.state NOT IN ('waiting', 'redirected')
    )
    SELECT o.slug, o.name, count(*)::integer AS received, (count(*) FILTER (WHERE answered))::integer AS answered,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE answered) AS "medianDays",
      (count(*) FILTER (WHERE answered AND in_time))::integer AS "inTime",
      (count(*) FILTER (WHERE answered AND in_time IS NOT NULL))::integer AS "withTerm",
      (count(*) FILTER (WHERE overdue))::integer AS overdue
    FROM cases JOIN organisations.organisation o ON o.id = cases.organisation_id
    GROUP BY o.id ORDER BY overdue DESC, received DESC, o.slug`.execute(tx)
  return rows
}

const about = sql`p.number, jsonb_build_object('slug', o.slug, 'name', o.name) AS authority`

/** Terms that have run out, the longest first. Terms that stand have no due day and are not among them. */
export async function overdueTerms(tx: Tx, today: string): Promise<{ total: number; items: OverdueTerm[] }> {
  const { rows } = await sql<OverdueTerm & { total: number }>`
    SELECT ${about}, split_part(k.name, '.', 1) AS term, k.kind, k.due_on AS "dueOn", ${today}::date - k.due_on AS "daysOver",
      count(*) OVER ()::integer AS total
    FROM lifecycle.clock k JOIN petitions.case c ON c.id::text = k.subject_id JOIN petitions.petition p ON p.id = c.petition_id
    JOIN organisations.organisation o ON o.id = c.organisation_id
    WHERE k.subject_kind = ${CASE} AND k.stopped_on IS NULL AND k.due_on < ${today}
    ORDER BY k.due_on, p.number, k.name LIMIT ${SHOWN}`.execute(tx)
  return counted(rows)
}

/** Thresholds that were reached and brought no answer (or no hearing) yet, the oldest first. */
export async function unansweredThresholds(
  tx: Tx,
  today: string,
  timeZone: string,
): Promise<{ total: number; items: UnansweredThreshold[] }> {
  const { rows } = await sql<UnansweredThreshold & { total: number }>`
    SELECT ${about}, t.name AS threshold, t.signatures, (t.crossed_at AT TIME ZONE ${timeZone})::date AS "crossedOn",
      ${today}::date - (t.crossed_at AT TIME ZONE ${timeZone})::date AS days, count(*) OVER ()::integer AS total
    FROM petitions.threshold t JOIN petitions.petition p ON p.id = t.petition_id
    JOIN organisations.organisation o ON o.id = t.organisation_id
    LEFT JOIN petitions.case c ON c.petition_id = t.petition_id AND c.organisation_id = t.organisation_id
    WHERE t.crossed_at IS NOT NULL AND CASE t.name
      WHEN 'answer' THEN c.outcome IS NULL
      ELSE c.state IS DISTINCT FROM 'redirected'
        AND NOT EXISTS (SELECT 1 FROM petitions.case_follow_up f WHERE f.case_id = c.id AND f.kind = 'hearing') END
    ORDER BY t.crossed_at, p.number, t.name, o.slug LIMIT ${SHOWN}`.execute(tx)
  return counted(rows)
}

function counted<Row extends { total: number }>(rows: Row[]): { total: number; items: Omit<Row, 'total'>[] } {
  return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...row }) => row) }
}

export interface KeptStatistics {
  figures: Figures
  units: PublishedCounts
  madeAt: Date
}

/** What was made last; undefined before the first time. */
export async function findStatistics(db: Db | Tx): Promise<KeptStatistics | undefined> {
  const { rows } = await sql<KeptStatistics>`
    -- Figures that were kept before these were among them have none until they are made again.
    SELECT '{"paper": {"signatures": 0, "petitions": 0}, "recounted": null}'::jsonb || figures AS figures, units, made_at AS "madeAt" FROM petitions.statistics`.execute(
    db,
  )
  return rows[0]
}

export async function keepStatistics(tx: Tx, { figures, units, madeAt }: KeptStatistics): Promise<void> {
  await sql`
    INSERT INTO petitions.statistics (figures, units, made_at)
    VALUES (${JSON.stringify(figures)}::jsonb, ${JSON.stringify(units)}::jsonb, ${madeAt})
    ON CONFLICT (single) DO UPDATE SET figures = excluded.figures, units = excluded.units, made_at = excluded.made_at`.execute(
    tx,
  )
}

export interface Title {
  number: number
  slug: string
  title: string
  lang: Lang
}

/** Titles as they may be read now. */
export async function titlesOf(db: Db, numbers: number[]): Promise<Title[]> {
  const { rows } = await sql<Title>`
    SELECT number, slug, title, lang FROM petitions.petition WHERE number = ANY(${numbers}::bigint[])`.execute(db)
  return rows
}
