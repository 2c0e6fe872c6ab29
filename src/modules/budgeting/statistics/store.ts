import { sql } from 'kysely'
import type { Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { changedSinceVote } from '../delivery/store.ts'
import type { Figures, KeptStatistics } from './figures.ts'

/** What became of ideas, and how much support they had. Ideas that were hidden count: their place in the list stays. */
export async function ideaFigures(tx: Tx, processId: string): Promise<Figures['ideas']> {
  const { rows } = await sql<Figures['ideas']>`
    SELECT count(*) AS proposed, coalesce(sum(supports), 0)::bigint AS supports,
      count(*) FILTER (WHERE state IN ('review', 'accepted', 'refused', 'appealed', 'refused-finally', 'on-ballot')) AS reviewed,
      count(*) FILTER (WHERE state IN ('accepted', 'on-ballot')) AS accepted, count(*) FILTER (WHERE state = 'on-ballot') AS "onBallot"
    FROM budgeting.idea WHERE process_id = ${processId}`.execute(tx)
  return rows[0] as Figures['ideas']
}

export async function areaFigures(tx: Tx, processId: string): Promise<Figures['areas']> {
  const { rows } = await sql<Figures['areas'][number]>`
    SELECT i.place_key AS place, count(*) FILTER (WHERE i.process_id = ${processId}) AS ideas,
      coalesce(sum(i.supports) FILTER (WHERE i.process_id = ${processId}), 0)::bigint AS supports, count(p.id) AS "onBallot",
      count(d.project_id) FILTER (WHERE d.state <> 'stopped') AS funded,
      coalesce(sum(p.cost) FILTER (WHERE d.state <> 'stopped'), 0)::bigint AS cost
    FROM budgeting.idea i LEFT JOIN budgeting.project p ON p.idea_id = i.id AND p.process_id = ${processId}
    LEFT JOIN budgeting.delivery d ON d.project_id = p.id
    -- Ideas of another process stand here where its vote is held again.
    WHERE i.process_id = ${processId} OR p.id IS NOT NULL GROUP BY i.place_key ORDER BY count(*) DESC, i.place_key`.execute(
    tx,
  )
  return rows
}

export async function ideasByDay(tx: Tx, processId: string, timeZone: string): Promise<Figures['days']> {
  const { rows } = await sql<Figures['days'][number]>`
    SELECT to_char(created_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, count(*) AS ideas
    FROM budgeting.idea WHERE process_id = ${processId} GROUP BY 1 ORDER BY 1`.execute(tx)
  return rows
}

export async function deliveryFigures(
  tx: Tx,
  processId: string,
  timeZone: string,
): Promise<Pick<Figures, 'funded' | 'sinceVote' | 'done' | 'money' | 'delivered'>> {
  const { rows } = await sql<{
    funded: number
    done: number
    available: number
    cost: number
    contracted: number
    paid: number
  }>`
    -- The money of an envelope that is held again is there, also what the one before it had left it.
    SELECT (SELECT coalesce(sum(CASE WHEN h.amount IS NULL THEN e.amount ELSE e.amount - h.amount END), 0)::bigint
        FROM budgeting.envelope e LEFT JOIN (
          SELECT h.envelope_id, s.position, s.amount FROM budgeting.held_again h JOIN processes.process r ON r.id = h.process_id
          JOIN budgeting.envelope s ON s.process_id = h.process_id WHERE r.state <> 'cancelled') h
          ON h.envelope_id = e.id AND h.position = e.position
        WHERE e.process_id = ${processId}) AS available,
      count(*) FILTER (WHERE d.state <> 'stopped') AS funded, count(*) FILTER (WHERE d.state IN ('done', 'checked')) AS done,
      coalesce(sum(p.cost) FILTER (WHERE d.state <> 'stopped'), 0)::bigint AS cost, coalesce(sum(m.contracted), 0)::bigint AS contracted,
      coalesce(sum(m.paid), 0)::bigint AS paid
    FROM budgeting.delivery d JOIN budgeting.project p ON p.id = d.project_id
    LEFT JOIN LATERAL (
      SELECT sum(contracted)::bigint AS contracted, sum(paid)::bigint AS paid FROM budgeting.money_line l WHERE l.project_id = d.project_id) m ON true
    WHERE d.process_id = ${processId}`.execute(tx)
  const { rows: delivered } = await sql<Figures['delivered'][number]>`
    SELECT p.number AS project, d.done_on - (i.created_at AT TIME ZONE ${timeZone})::date AS days
    FROM budgeting.delivery d JOIN budgeting.project p ON p.id = d.project_id JOIN budgeting.idea i ON i.id = p.idea_id
    WHERE d.process_id = ${processId} AND d.done_on IS NOT NULL ORDER BY days, p.number`.execute(tx)
  const { funded = 0, done = 0, available = 0, cost = 0, contracted = 0, paid = 0 } = rows[0] ?? {}
  const sinceVote = await changedSinceVote(tx, processId)
  return { funded, sinceVote, done, money: { available, cost, contracted, paid }, delivered }
}

/** How many people proposed and supported ideas. */
export async function countPeople(tx: Tx, processId: string): Promise<{ authors: number; supporters: number }> {
  const { rows } = await sql<{ authors: number; supporters: number }>`
    SELECT (SELECT count(DISTINCT author_mailbox_id) FROM budgeting.idea WHERE process_id = ${processId}) AS authors,
      (SELECT count(DISTINCT s.mailbox_id) FROM budgeting.idea_support s JOIN budgeting.idea i ON i.id = s.idea_id
        WHERE i.process_id = ${processId}) AS supporters`.execute(tx)
  return {
    authors: rows[0]?.authors ?? 0,
    supporters: rows[0]?.supporters ?? 0,
  }
}

/** A transaction that began before the numbers were made may have ended after them: what it did is counted by those made so much later. */
const SLOWEST = sql`interval '10 minutes'`

/**
 * Processes whose numbers can still change, and those that have none yet. What has ended is counted once more after its end, after an
 * answer that came later, and when a vote that held it again began or was given up.
 */
export async function processesToCount(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT r.id FROM processes.process r JOIN budgeting.budget b ON b.process_id = r.id
    LEFT JOIN budgeting.process_statistics s ON s.process_id = r.id
    WHERE r.published_at IS NOT NULL AND r.rehearsal_of IS NULL AND (s.process_id IS NULL OR r.state = 'running'
      OR s.figures->'turnout'->>'counts' = 'cast-or-given' OR s.made_at < r.ended_at + ${SLOWEST}
      OR EXISTS (SELECT FROM budgeting.idea_answer a WHERE a.process_id = r.id AND s.made_at < a.answered_at + ${SLOWEST})
      OR EXISTS (SELECT FROM processes.process o WHERE o.again_of = r.id
        AND s.made_at < greatest(o.published_at, o.ended_at) + ${SLOWEST})
      OR EXISTS (SELECT 1 FROM budgeting.delivery d WHERE d.process_id = r.id AND d.state NOT IN ('checked', 'stopped')))
    ORDER BY r.number`.execute(db)
  return rows.map(({ id }) => id)
}

const columns = sql`s.figures, s.counts, s.made_at AS "madeAt"`

/** What was made last; null before the first time. */
export async function statisticsOf(db: Db | Tx, processId: string): Promise<KeptStatistics | null> {
  const { rows } = await sql<KeptStatistics>`
    SELECT ${columns} FROM budgeting.process_statistics s WHERE process_id = ${processId}`.execute(db)
  return rows[0] ?? null
}

export async function keepStatistics(tx: Tx, processId: string, kept: KeptStatistics): Promise<void> {
  await sql`
    INSERT INTO budgeting.process_statistics (process_id, figures, counts, made_at)
    VALUES (${processId}, ${JSON.stringify(kept.figures)}::jsonb, ${JSON.stringify(kept.counts)}::jsonb, ${kept.madeAt})
    ON CONFLICT (process_id) DO UPDATE SET figures = excluded.figures, counts = excluded.counts, made_at = excluded.made_at`.execute(
    tx,
  )
}

export interface BudgetRow extends KeptStatistics {
  process: Pick<Process, 'number' | 'slug'> & { title: Localised; again: number | null; cancelled: string | null }
  placeKey: string
  currency: string
}

/** Statistics of all budgets, the newest first. */
export async function allStatistics(db: Db): Promise<BudgetRow[]> {
  const { rows } = await sql<BudgetRow>`
    SELECT jsonb_build_object('number', r.number, 'slug', r.slug, 'title', r.title, 'again',
        (SELECT b.number FROM processes.process b WHERE b.id = r.again_of), 'cancelled', r.end_reason) AS process, r.place_key AS "placeKey", b.currency, ${columns}
    FROM budgeting.process_statistics s JOIN processes.process r ON r.id = s.process_id JOIN budgeting.budget b ON b.process_id = r.id
    WHERE r.rehearsal_of IS NULL ORDER BY r.number DESC LIMIT 1000`.execute(db)
  return rows
}
