import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { dueAfterDays } from '../../catalogue/vocabularies/frequencies.ts'
import type { RecallReason } from '../../recall/recall.ts'

export interface DatasetToName {
  id: string
  name: string
  title: Localised
}

/** Datasets that are public, by name or by id. */
export async function datasetsToName(db: Db, of: { name: string } | { ids: string[] }): Promise<DatasetToName[]> {
  const which = 'ids' in of ? sql`id::text = ANY(${of.ids}::text[])` : sql`name = ${of.name}`
  const { rows } = await sql<DatasetToName>`
    SELECT id, name, title FROM open_data.dataset WHERE ${which} AND state = 'published'`.execute(db)
  return rows
}

/** Something that happened to a dataset. */
export interface DatasetEvent extends DatasetToName {
  organisationId: string
  placeKey: string | null
  at: Date
}

const columns = sql`d.id, d.name, d.title, d.organisation_id AS "organisationId", d.place_key AS "placeKey"`
const ofDistribution = sql`JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id`
const within = (at: RawBuilder<unknown>, since: Date, until: Date) => sql`${at} > ${since} AND ${at} <= ${until}`

/** Datasets that were published (again) or withdrawn meanwhile. */
export async function standingBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<(DatasetEvent & { act: 'publish' | 'publish-again' | 'withdraw' })[]> {
  const { rows } = await sql<DatasetEvent & { act: 'publish' | 'publish-again' | 'withdraw' }>`
    SELECT ${columns}, h.act, h.at FROM open_data.dataset_history h JOIN open_data.dataset d ON d.id = h.dataset_id
    WHERE h.act IN ('publish', 'publish-again', 'withdraw') AND d.published_at IS NOT NULL AND ${within(sql`h.at`, since, until)}
    ORDER BY h.at`.execute(db)
  return rows
}

/** New versions of files of public datasets. What was recalled since is not news of this kind. */
export async function versionsBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<(DatasetEvent & { file: Localised; seq: number })[]> {
  const { rows } = await sql<DatasetEvent & { file: Localised; seq: number }>`
    SELECT ${columns}, x.title AS file, v.seq, v.published_at AS at FROM open_data.version v ${ofDistribution}
    WHERE v.state IN ('published', 'superseded') AND d.state = 'published' AND d.access_rights = 'PUBLIC'
      AND ${within(sql`v.published_at`, since, until)} ORDER BY v.published_at`.execute(db)
  return rows
}

/** Versions of public datasets that were taken down. */
export async function recallsBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<(DatasetEvent & { file: Localised; seq: number; reason: Exclude<RecallReason, 'draft'> })[]> {
  const { rows } = await sql<DatasetEvent & { file: Localised; seq: number; reason: Exclude<RecallReason, 'draft'> }>`
    SELECT ${columns}, x.title AS file, v.seq, c.reason, c.recalled_at AS at FROM open_data.recall c
    JOIN open_data.version v ON v.id = c.version_id ${ofDistribution}
    WHERE c.reason <> 'draft' AND v.published_at IS NOT NULL AND d.state = 'published' AND d.access_rights = 'PUBLIC'
      AND ${within(sql`c.recalled_at`, since, until)} ORDER BY c.recalled_at`.execute(db)
  return rows
}

/** Corrections of versions of public datasets. */
export async function correctionsBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<(DatasetEvent & { file: Localised; seq: number })[]> {
  const { rows } = await sql<DatasetEvent & { file: Localised; seq: number }>`
    SELECT ${columns}, x.title AS file, v.seq, e.published_at AS at FROM open_data.erratum e
    JOIN open_data.version v ON v.id = e.version_id ${ofDistribution}
    WHERE d.state = 'published' AND d.access_rights = 'PUBLIC' AND ${within(sql`e.published_at`, since, until)}
    ORDER BY e.published_at`.execute(db)
  return rows
}

/** Reuses that were listed meanwhile, once for each dataset. */
export async function reusesBetween(
  db: Db,
  since: Date,
  until: Date,
): Promise<(DatasetEvent & { reuse: number; said: string })[]> {
  const { rows } = await sql<DatasetEvent & { reuse: number; said: string }>`
    SELECT ${columns}, r.number AS reuse, r.title AS said, r.listed_at AS at
    FROM open_data.reuse r JOIN open_data.reuse_dataset u ON u.reuse_id = r.id JOIN open_data.dataset d ON d.id = u.dataset_id
    WHERE r.state = 'listed' AND d.state = 'published' AND ${within(sql`r.listed_at`, since, until)} ORDER BY r.listed_at`.execute(
    db,
  )
  return rows
}

const promised = Object.entries(dueAfterDays).filter(([, days]) => days !== null)

/**
 * Datasets whose promised new data was due on a civil day from `from` on and before `before`, and did not come: the same rule as
 * `freshnessOf`. A scan of all that is public, once a day.
 */
export async function dueBetween(
  db: Db,
  { from, before, timeZone }: { from: string; before: string; timeZone: string },
): Promise<(Omit<DatasetEvent, 'at'> & { dueOn: string })[]> {
  const { rows } = await sql<Omit<DatasetEvent, 'at'> & { dueOn: string }>`
    SELECT ${columns}, due.on::text AS "dueOn" FROM open_data.dataset d
    JOIN unnest(${promised.map(([code]) => code)}::text[], ${promised.map(([, days]) => days)}::integer[]) AS f (code, days) ON f.code = d.frequency
    CROSS JOIN LATERAL (
      SELECT (coalesce((
        SELECT max(v.published_at) FROM open_data.distribution x JOIN open_data.version v ON v.id = x.current_version_id
        WHERE x.dataset_id = d.id AND x.removed_at IS NULL), d.modified_at) AT TIME ZONE ${timeZone})::date + f.days AS on) due
    WHERE d.state = 'published' AND due.on >= ${from}::date AND due.on < ${before}::date ORDER BY due.on, d.name`.execute(
    db,
  )
  return rows
}
