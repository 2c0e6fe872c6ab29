import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { DatasetState, Description } from '../dataset.ts'

export interface Institution {
  id: string
  slug: string
  name: Localised
}

export async function findInstitution(db: Db | Tx, id: string): Promise<Institution> {
  const { rows } = await sql<Institution>`
    SELECT id, slug, name FROM organisations.organisation WHERE id = ${id}`.execute(db)
  return rows[0] as Institution
}

/** By the name in addresses: an authority, or another organisation that has published something. */
export async function findPublisher(db: Db | Tx, slug: string): Promise<Institution | undefined> {
  const { rows } = await sql<Institution>`
    SELECT id, slug, name FROM organisations.organisation o WHERE slug = ${slug}
      AND (is_authority OR EXISTS (SELECT FROM open_data.dataset d WHERE d.organisation_id = o.id AND d.published_at IS NOT NULL))`.execute(
    db,
  )
  return rows[0]
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

/** @returns false where another dataset has the name already */
export async function addDataset(
  tx: Tx,
  dataset: Description & { id: string; name: string; organisationId: string; createdBy: string | null; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO open_data.dataset (id, name, organisation_id, state, title, description, keywords, themes, licence, frequency, access_rights,
      contact_name, contact_email, contact_url, place_key, covers_from, covers_to, high_value, created_at, created_by, modified_at)
    VALUES (${dataset.id}, ${dataset.name}, ${dataset.organisationId}, 'draft', ${json(dataset.title)}, ${json(dataset.description)},
      ${json(dataset.keywords)}, ${dataset.themes}::text[], ${dataset.licence}, ${dataset.frequency}, ${dataset.accessRights},
      ${dataset.contactName}, ${dataset.contactEmail}, ${dataset.contactUrl}, ${dataset.placeKey}, ${dataset.coversFrom}::date,
      ${dataset.coversTo}::date, ${dataset.highValue}, ${dataset.now}, ${dataset.createdBy}, ${dataset.now})
    ON CONFLICT ON CONSTRAINT dataset_name_unique DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

export async function keepDescription(tx: Tx, id: string, said: Description, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.dataset SET title = ${json(said.title)}, description = ${json(said.description)}, keywords = ${json(said.keywords)},
      themes = ${said.themes}::text[], licence = ${said.licence}, frequency = ${said.frequency}, access_rights = ${said.accessRights},
      contact_name = ${said.contactName}, contact_email = ${said.contactEmail}, contact_url = ${said.contactUrl},
      place_key = ${said.placeKey}, covers_from = ${said.coversFrom}::date, covers_to = ${said.coversTo}::date,
      high_value = ${said.highValue}, modified_at = ${now}
    WHERE id = ${id}`.execute(tx)
}

/** Something of it changed that its page shows. */
export async function touchDataset(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.dataset SET modified_at = ${now} WHERE id = ${id}`.execute(tx)
}

/** Between draft and review; what was to be published by the clock no longer is. */
export async function setWorkState(tx: Tx, id: string, state: 'draft' | 'review'): Promise<void> {
  await sql`UPDATE open_data.dataset SET state = ${state}, publish_at = NULL WHERE id = ${id}`.execute(tx)
}

export async function setPublishAt(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`UPDATE open_data.dataset SET publish_at = ${at} WHERE id = ${id}`.execute(tx)
}

/** For the first time or again; the first day stays. */
export async function setPublished(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.dataset SET state = 'published', published_at = coalesce(published_at, ${now}), publish_at = NULL, modified_at = ${now},
      withdrawn_at = NULL, withdrawn_reason = NULL, withdrawn_lang = NULL WHERE id = ${id}`.execute(tx)
}

/** @param lang of the reason; null where nobody said so */
export async function setWithdrawn(
  tx: Tx,
  id: string,
  { reason, lang }: { reason: string; lang: Lang | null },
  now: Date,
): Promise<void> {
  await sql`
    UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = ${now}, withdrawn_reason = ${reason}, withdrawn_lang = ${lang},
      modified_at = ${now} WHERE id = ${id}`.execute(tx)
}

/** Names of datasets whose time to be published has come. */
export async function dueDatasets(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM open_data.dataset WHERE publish_at <= ${now} AND state = 'review' ORDER BY publish_at, id`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

/** It was not published on its day. @returns false where its officers know that of this day */
export async function markHeld(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    UPDATE open_data.dataset SET publish_held_at = ${now}
    WHERE id = ${id} AND (publish_held_at IS NULL OR publish_held_at < publish_at) RETURNING id`.execute(tx)
  return rows.length > 0
}

/** How many people work for the institution, so that another one could publish. */
export async function countOfficers(db: Db | Tx, organisationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT r.account_id) AS count FROM access.role r JOIN people.account a ON a.id = r.account_id
    WHERE r.organisation_id = ${organisationId} AND r.role = 'officer' AND r.ended_at IS NULL AND a.erased_at IS NULL`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

export interface DeskRow {
  id: string
  name: string
  state: DatasetState
  title: Localised
  institution: Localised
  files: number
  modifiedAt: Date
  publishAt: Date | null
}

/** Datasets of some institutions, what was changed last first. @param after position of the row before */
export async function deskRows(
  db: Db,
  options: {
    /** Null: all. */
    organisationIds: string[] | null
    state: DatasetState | null
    after: { at: Date; id: string } | null
    limit: number
  },
): Promise<DeskRow[]> {
  const { organisationIds, state, after, limit } = options
  const from: RawBuilder<unknown> = after ? sql`AND (d.modified_at, d.id) < (${after.at}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<DeskRow>`
    SELECT d.id, d.name, d.state, d.title, o.name AS institution, d.modified_at AS "modifiedAt", d.publish_at AS "publishAt",
      (SELECT count(*) FROM open_data.distribution x WHERE x.dataset_id = d.id AND x.removed_at IS NULL) AS files
    FROM open_data.dataset d JOIN organisations.organisation o ON o.id = d.organisation_id
    WHERE (${organisationIds}::uuid[] IS NULL OR d.organisation_id = ANY (${organisationIds}::uuid[])) AND (${state}::text IS NULL OR d.state = ${state}) ${from}
    ORDER BY d.modified_at DESC, d.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function countByState(
  db: Db,
  organisationIds: string[] | null,
): Promise<{ state: DatasetState; count: number }[]> {
  const { rows } = await sql<{ state: DatasetState; count: number }>`
    SELECT state, count(*) AS count FROM open_data.dataset
    WHERE ${organisationIds}::uuid[] IS NULL OR organisation_id = ANY (${organisationIds}::uuid[]) GROUP BY state`.execute(
    db,
  )
  return rows
}

/** How many wait for somebody to publish them; those with a day do not. @param organisationIds null: of all */
export async function countToPublish(db: Db, organisationIds: string[] | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM open_data.dataset
    WHERE (${organisationIds}::uuid[] IS NULL OR organisation_id = ANY (${organisationIds}::uuid[])) AND state = 'review' AND publish_at IS NULL`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** When the newest data that is public came; null where none is here. */
export async function newestDataAt(db: Db, datasetId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT max(v.published_at) AS at FROM open_data.distribution x JOIN open_data.version v ON v.id = x.current_version_id
    WHERE x.dataset_id = ${datasetId} AND x.removed_at IS NULL`.execute(db)
  return rows[0]?.at ?? null
}

/** By names, or by the numbers by which discussions know them. */
export async function titlesOf(
  db: Db,
  keys: string[],
): Promise<{ name: string; number: number; title: Localised; isPublic: boolean }[]> {
  const { rows } = await sql<{ name: string; number: number; title: Localised; isPublic: boolean }>`
    SELECT name, number, title, published_at IS NOT NULL AS "isPublic" FROM open_data.dataset
    WHERE name = ANY (${keys}::text[]) OR number = ANY (${keys.filter((key) => /^\d{1,15}$/.test(key))}::bigint[])`.execute(
    db,
  )
  return rows
}
