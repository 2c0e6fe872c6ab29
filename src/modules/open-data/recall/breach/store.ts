import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { BreachOutcome } from '../recall.ts'

/** Personal data that had been public, and what became of it. */
export interface Breach {
  id: string
  datasetId: string
  dataset: string
  title: Localised
  organisationId: string
  institution: Localised
  openedAt: Date
  dueAt: Date
  closedAt: Date | null
  outcome: BreachOutcome | null
  outcomeText: string | null
  /** Of the recall. */
  text: string
  lang: Lang | null
  versions: { seq: number; title: Localised; sha256: string; publishedAt: string; distribution: string }[]
}

export async function addBreach(
  tx: Tx,
  breach: { id: string; datasetId: string; actId: string; openedAt: Date; dueAt: Date },
): Promise<void> {
  const { id, datasetId, actId, openedAt, dueAt } = breach
  await sql`
    INSERT INTO open_data.breach (id, dataset_id, act_id, opened_at, due_at) VALUES (${id}, ${datasetId}, ${actId}, ${openedAt}, ${dueAt})`.execute(
    tx,
  )
}

async function breachesWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Breach[]> {
  const { rows } = await sql<Breach>`
    SELECT b.id, d.id AS "datasetId", d.name AS dataset, d.title, d.organisation_id AS "organisationId", o.name AS institution,
      b.opened_at AS "openedAt", b.due_at AS "dueAt", b.closed_at AS "closedAt", b.outcome, b.outcome_text AS "outcomeText", taken.text, taken.lang, taken.versions
    FROM open_data.breach b JOIN open_data.dataset d ON d.id = b.dataset_id JOIN organisations.organisation o ON o.id = d.organisation_id
    CROSS JOIN LATERAL (
      SELECT max(r.text) AS text, max(r.lang) AS lang, jsonb_agg(jsonb_build_object('seq', v.seq, 'title', x.title, 'sha256', v.sha256, 'publishedAt', v.published_at,
        'distribution', x.id) ORDER BY x.position, v.seq) AS versions
      FROM open_data.recall r JOIN open_data.version v ON v.id = r.version_id JOIN open_data.distribution x ON x.id = v.distribution_id
      WHERE r.act_id = b.act_id AND x.dataset_id = b.dataset_id AND v.published_at IS NOT NULL
    ) taken
    WHERE ${condition}`.execute(db)
  return rows
}

/** Those that are open first, the most urgent of them at the top. @param organisationIds null: of all institutions */
export function breachesOf(db: Db, organisationIds: string[] | null, most: number): Promise<Breach[]> {
  const whose = organisationIds === null ? sql`true` : sql`d.organisation_id = ANY(${organisationIds}::uuid[])`
  return breachesWhere(
    db,
    sql`${whose} ORDER BY b.closed_at IS NOT NULL, CASE WHEN b.closed_at IS NULL THEN b.due_at END, b.opened_at DESC LIMIT ${most}`,
  )
}

export async function findBreach(db: Db | Tx, id: string): Promise<Breach | undefined> {
  const [breach] = await breachesWhere(db, sql`b.id = ${id}`)
  return breach
}

/** @returns false when somebody has closed it already */
export async function closeBreach(
  tx: Tx,
  id: string,
  how: { outcome: BreachOutcome; text: string; accountId: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.breach SET closed_at = ${how.now}, outcome = ${how.outcome}, outcome_text = ${how.text}, account_id = ${how.accountId}
    WHERE id = ${id} AND closed_at IS NULL RETURNING id`.execute(tx)
  return rows.length > 0
}

/** When those that are open are due, the most urgent first. */
export async function openBreachDays(db: Db, organisationIds: string[] | null): Promise<Date[]> {
  const { rows } = await sql<{ dueAt: Date }>`
    SELECT b.due_at AS "dueAt" FROM open_data.breach b JOIN open_data.dataset d ON d.id = b.dataset_id
    WHERE b.closed_at IS NULL AND (${organisationIds}::uuid[] IS NULL OR d.organisation_id = ANY(${organisationIds}::uuid[])) ORDER BY b.due_at`.execute(
    db,
  )
  return rows.map(({ dueAt }) => dueAt)
}
