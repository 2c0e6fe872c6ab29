import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Member, Series } from './series.ts'

const seriesColumns = sql`s.id, s.name, s.organisation_id AS "organisationId", s.title, s.description, s.created_at AS "createdAt",
  s.modified_at AS "modifiedAt"`

async function oneSeries(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Series | undefined> {
  const { rows } = await sql<Series>`SELECT ${seriesColumns} FROM open_data.series s WHERE ${condition}`.execute(db)
  return rows[0]
}

export function findSeries(db: Db | Tx, name: string): Promise<Series | undefined> {
  return oneSeries(db, sql`s.name = ${name}`)
}

export function findSeriesById(db: Db | Tx, id: string): Promise<Series | undefined> {
  return oneSeries(db, sql`s.id = ${id}`)
}

/** The same, locked with its order until the act is over. */
export function lockSeries(tx: Tx, name: string): Promise<Series | undefined> {
  return oneSeries(tx, sql`s.name = ${name} FOR UPDATE`)
}

/** By their names, in no order. */
export async function seriesNamed(db: Db, names: string[]): Promise<Series[]> {
  const { rows } = await sql<Series>`
    SELECT ${seriesColumns} FROM open_data.series s WHERE s.name = ANY (${names}::text[])`.execute(db)
  return rows
}

export interface ListedSeries extends Pick<Series, 'id' | 'name' | 'title' | 'description'> {
  institution: { slug: string; name: Localised }
  /** Of its datasets that were counted. */
  datasets: number
  coversFrom: string | null
  coversTo: string | null
}

interface Asked {
  /** Id of the series before. */
  after: string | null
  limit: number
}

/** Those of which a dataset is public, with what is public of them; what was made last first. */
export function publicSeries(db: Db, asked: Asked): Promise<ListedSeries[]> {
  const counted = sql`d.state = 'published'`
  return listedSeries(
    db,
    asked,
    counted,
    sql`EXISTS (
    SELECT FROM open_data.series_member m JOIN open_data.dataset d ON d.id = m.dataset_id WHERE m.series_id = s.id AND ${counted})`,
  )
}

/** Those of some institutions, empty ones too. */
export function ownSeries(db: Db, organisationIds: string[], asked: Asked): Promise<ListedSeries[]> {
  return listedSeries(db, asked, sql`true`, sql`s.organisation_id = ANY (${organisationIds}::uuid[])`)
}

async function listedSeries(
  db: Db,
  { after, limit }: Asked,
  counted: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): Promise<ListedSeries[]> {
  const { rows } = await sql<ListedSeries>`
    SELECT s.id, s.name, s.title, s.description, jsonb_build_object('slug', o.slug, 'name', o.name) AS institution,
      c.datasets, c.covers_from::text AS "coversFrom", c.covers_to::text AS "coversTo"
    FROM open_data.series s JOIN organisations.organisation o ON o.id = s.organisation_id
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS datasets, min(d.covers_from) AS covers_from, max(d.covers_to) AS covers_to
      FROM open_data.series_member m JOIN open_data.dataset d ON d.id = m.dataset_id WHERE m.series_id = s.id AND ${counted}
    ) c
    WHERE (${after}::uuid IS NULL OR s.id < ${after}::uuid) AND ${condition}
    ORDER BY s.id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function countPublicSeries(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT m.series_id)::integer AS count FROM open_data.series_member m
    JOIN open_data.dataset d ON d.id = m.dataset_id AND d.state = 'published'`.execute(db)
  return rows[0]?.count ?? 0
}

export async function countOwnSeries(db: Db, organisationIds: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM open_data.series WHERE organisation_id = ANY (${organisationIds}::uuid[])`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Of several series, each in its order from the oldest on. */
export async function membersOf(db: Db | Tx, seriesIds: string[]): Promise<Member[]> {
  const { rows } = await sql<Member>`
    SELECT m.series_id AS "seriesId", m.position, d.id AS "datasetId", d.name, d.title, d.state, d.covers_from::text AS "coversFrom",
      d.covers_to::text AS "coversTo", d.harvested, d.high_value AS "highValue"
    FROM open_data.series_member m JOIN open_data.dataset d ON d.id = m.dataset_id
    WHERE m.series_id = ANY (${seriesIds}::uuid[]) ORDER BY m.series_id, m.position`.execute(db)
  return rows
}

/** The series in which datasets stand, by their ids. */
export async function seriesOfDatasets(db: Db | Tx, datasetIds: string[]): Promise<Map<string, Series>> {
  const { rows } = await sql<Series & { datasetId: string }>`
    SELECT m.dataset_id AS "datasetId", ${seriesColumns} FROM open_data.series_member m JOIN open_data.series s ON s.id = m.series_id
    WHERE m.dataset_id = ANY (${datasetIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ datasetId, ...series }) => [datasetId, series]))
}

/** Datasets of an institution that stand in no series, what was changed last first. */
export async function candidatesOf(
  db: Db,
  organisationId: string,
  limit: number,
): Promise<{ name: string; title: Localised }[]> {
  const { rows } = await sql<{ name: string; title: Localised }>`
    SELECT d.name, d.title FROM open_data.dataset d
    WHERE d.organisation_id = ${organisationId} AND NOT EXISTS (SELECT FROM open_data.series_member m WHERE m.dataset_id = d.id)
    ORDER BY d.modified_at DESC, d.id LIMIT ${limit}`.execute(db)
  return rows
}

type SaidOfSeries = Pick<Series, 'title' | 'description'>

/** @returns false where another series has the name already */
export async function addSeries(
  tx: Tx,
  series: SaidOfSeries & { id: string; name: string; organisationId: string; now: Date },
): Promise<boolean> {
  const { id, name, organisationId, title, description, now } = series
  const { rows } = await sql`
    INSERT INTO open_data.series (id, name, organisation_id, title, description, created_at, modified_at)
    VALUES (${id}, ${name}, ${organisationId}, ${JSON.stringify(title)}::jsonb, ${JSON.stringify(description)}::jsonb, ${now}, ${now})
    ON CONFLICT ON CONSTRAINT series_name_unique DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

export async function keepSeries(tx: Tx, id: string, { title, description }: SaidOfSeries, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.series SET title = ${JSON.stringify(title)}::jsonb, description = ${JSON.stringify(description)}::jsonb, modified_at = ${now}
    WHERE id = ${id}`.execute(tx)
}

export async function deleteSeries(tx: Tx, id: string): Promise<void> {
  await sql`DELETE FROM open_data.series WHERE id = ${id}`.execute(tx)
}

/** The series must be locked. @returns false where the dataset stands in a series already */
export async function addMember(tx: Tx, seriesId: string, datasetId: string, position: number): Promise<boolean> {
  await sql`
    UPDATE open_data.series_member SET position = position + 1 WHERE series_id = ${seriesId} AND position >= ${position}`.execute(
    tx,
  )
  const { rows } = await sql`
    INSERT INTO open_data.series_member (dataset_id, series_id, position) VALUES (${datasetId}, ${seriesId}, ${position})
    ON CONFLICT ON CONSTRAINT series_member_pkey DO NOTHING RETURNING dataset_id`.execute(tx)
  return rows.length > 0
}

export async function deleteMember(tx: Tx, datasetId: string): Promise<void> {
  await sql`DELETE FROM open_data.series_member WHERE dataset_id = ${datasetId}`.execute(tx)
}

/** Two of a series change places; the constraint looks when the act is over. */
export async function swapMembers(tx: Tx, one: string, other: string): Promise<void> {
  await sql`
    UPDATE open_data.series_member x SET position = y.position FROM open_data.series_member y
    WHERE (x.dataset_id = ${one} AND y.dataset_id = ${other}) OR (x.dataset_id = ${other} AND y.dataset_id = ${one})`.execute(
    tx,
  )
}
