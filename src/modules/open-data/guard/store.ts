import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { consequences, type Finding, type FindingKind, findingKinds, type Search } from './kinds.ts'

/** What an official said of why personal data may be published. */
export interface Basis {
  text: string
  /** Null where nobody said in which language. */
  lang: Lang | null
  saidBy: string | null
  saidAt: Date
  confirmedAt: Date | null
}

/** What was found in a version when it was read. @param original whether the file may be given away as it came */
export async function keepSearch(
  tx: Tx,
  versionId: string,
  { edition, findings }: Search,
  original: boolean,
  now: Date,
): Promise<void> {
  await forgetSearch(tx, versionId)
  await sql`
    INSERT INTO open_data.search (version_id, edition, searched_at) VALUES (${versionId}, ${edition}, ${now})`.execute(
    tx,
  )
  await sql`UPDATE open_data.version SET gives_original = ${original} WHERE id = ${versionId}`.execute(tx)
  const rows = findings.map(({ kind, ...finding }, position) => ({ ...finding, place: kind, position }))
  await sql`
    INSERT INTO open_data.finding (version_id, position, found, place, sheet, detail, count, lines, samples)
    SELECT ${versionId}::uuid, position, found, place, sheet, detail, count, lines, samples
    FROM jsonb_to_recordset(${JSON.stringify(rows, keepable)}::jsonb) AS f
      (position integer, found text, place text, sheet text, detail text, count bigint, lines jsonb, samples jsonb)`.execute(
    tx,
  )
}

/** What PostgreSQL takes as text: no zero, no half of a sign. */
const keepable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value

/** A version that is read anew is searched anew, and what was said of the findings goes with them. */
export async function forgetSearch(tx: Tx, versionId: string): Promise<void> {
  await sql`DELETE FROM open_data.search WHERE version_id = ${versionId}`.execute(tx)
}

/** Null: it never was searched. */
export async function findSearch(db: Db | Tx, versionId: string): Promise<(Search & { searchedAt: Date }) | null> {
  const { rows } = await sql<{ edition: number; searchedAt: Date }>`
    SELECT edition, searched_at AS "searchedAt" FROM open_data.search WHERE version_id = ${versionId}`.execute(db)
  if (!rows[0]) return null
  const { rows: findings } = await sql<Finding>`
    SELECT found, place AS kind, sheet, detail, count, lines, samples FROM open_data.finding
    WHERE version_id = ${versionId} ORDER BY position`.execute(db)
  return { ...rows[0], findings }
}

export async function findBasis(db: Db | Tx, versionId: string): Promise<Basis | null> {
  const { rows } = await sql<Basis>`
    SELECT basis AS text, lang, said_by AS "saidBy", said_at AS "saidAt", confirmed_at AS "confirmedAt"
    FROM open_data.legal_basis WHERE version_id = ${versionId}`.execute(db)
  return rows[0] ?? null
}

/** A legal basis that a second person confirmed, and for what it was asked. */
export interface ConfirmedBasis {
  text: string
  lang: Lang | null
  confirmedAt: Date
  /** Kinds of what was found, each once. */
  found: FindingKind[]
}

/** What everybody may know of why a version holds what looks like somebody's; nothing of what was said for officials alone. */
export async function findConfirmedBasis(db: Db, versionId: string): Promise<ConfirmedBasis | null> {
  const { rows } = await sql<ConfirmedBasis>`
    SELECT b.basis AS text, b.lang, b.confirmed_at AS "confirmedAt",
      coalesce((SELECT array_agg(DISTINCT f.found) FROM open_data.finding f WHERE f.version_id = b.version_id AND f.found = ANY(${asking}::text[])), '{}') AS found
    FROM open_data.legal_basis b WHERE b.version_id = ${versionId} AND b.confirmed_at IS NOT NULL AND b.said_to_all`.execute(
    db,
  )
  return rows[0] ?? null
}

const asking = findingKinds.filter((kind) => consequences[kind] === 'asks')

/** What is said now takes the place of what was said before, and is to be confirmed anew. */
export async function keepBasis(
  tx: Tx,
  versionId: string,
  { text, lang, by, now }: { text: string; lang: Lang | null; by: string; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO open_data.legal_basis (version_id, basis, lang, said_by, said_at, said_to_all)
    VALUES (${versionId}, ${text}, ${lang}, ${by}, ${now}, true)
    ON CONFLICT (version_id) DO UPDATE SET basis = excluded.basis, lang = excluded.lang, said_by = excluded.said_by, said_at = excluded.said_at, confirmed_by = NULL,
      confirmed_at = NULL, said_to_all = true`.execute(tx)
}

export async function keepConfirmation(tx: Tx, versionId: string, by: string, now: Date): Promise<void> {
  await sql`
    UPDATE open_data.legal_basis SET confirmed_by = ${by}, confirmed_at = ${now} WHERE version_id = ${versionId}`.execute(
    tx,
  )
}

export async function dropBasis(tx: Tx, versionId: string): Promise<void> {
  await sql`DELETE FROM open_data.legal_basis WHERE version_id = ${versionId}`.execute(tx)
}

/** The versions that everybody gets of a dataset, and those that can be asked for by their number. */
export async function versionsGiven(
  db: Db | Tx,
  datasetId: string,
): Promise<{ id: string; sha256: string; isCurrent: boolean }[]> {
  const { rows } = await sql<{ id: string; sha256: string; isCurrent: boolean }>`
    SELECT v.id, v.sha256, v.id IS NOT DISTINCT FROM x.current_version_id AS "isCurrent"
    FROM open_data.distribution x JOIN open_data.version v ON v.distribution_id = x.id
    WHERE x.dataset_id = ${datasetId} AND x.removed_at IS NULL AND v.state IN ('published', 'superseded') ORDER BY v.id`.execute(
    db,
  )
  return rows
}

/** They can be searched and published again. What nobody ever could have, because its dataset was a draft, is a draft again. */
export async function giveBackToOfficers(tx: Tx, ids: string[]): Promise<void> {
  await sql`
    UPDATE open_data.version v SET state = 'read', published_at = CASE WHEN d.published_at IS NOT NULL THEN v.published_at END
    FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE x.id = v.distribution_id AND v.id = ANY(${ids}::uuid[])`.execute(tx)
}

/** A version whose legal basis nobody has confirmed yet. */
export interface WaitingBasis {
  dataset: string
  distribution: string
  version: number
  title: Localised
  institution: Localised
  fileName: string
  saidAt: Date
}

const waiting = (organisationIds: string[] | null, notOf: string) => sql`
  FROM open_data.legal_basis b JOIN open_data.version v ON v.id = b.version_id JOIN open_data.distribution x ON x.id = v.distribution_id
  JOIN open_data.dataset d ON d.id = x.dataset_id JOIN organisations.organisation o ON o.id = d.organisation_id
  WHERE b.confirmed_at IS NULL AND b.said_by IS DISTINCT FROM ${notOf}::uuid AND v.state IN ('read', 'superseded') AND x.removed_at IS NULL
    AND (${organisationIds === null} OR d.organisation_id = ANY(${organisationIds ?? []}::uuid[]))`

/** @param organisationIds null: of all. @param notOf who said it does not confirm it */
export async function waitingBases(
  db: Db,
  organisationIds: string[] | null,
  notOf: string,
  limit: number,
): Promise<WaitingBasis[]> {
  const { rows } = await sql<WaitingBasis>`
    SELECT d.name AS dataset, x.id AS distribution, v.seq AS version, d.title, o.name AS institution, v.file_name AS "fileName",
      b.said_at AS "saidAt"
    ${waiting(organisationIds, notOf)} ORDER BY b.said_at, v.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function countWaitingBases(db: Db, organisationIds: string[] | null, notOf: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count ${waiting(organisationIds, notOf)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Whether an official of another house may look at a distribution, because something of it waits to be confirmed. */
export async function hasWaitingBasis(db: Db | Tx, distributionId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.legal_basis b JOIN open_data.version v ON v.id = b.version_id
    WHERE v.distribution_id = ${distributionId} AND b.confirmed_at IS NULL LIMIT 1`.execute(db)
  return rows.length > 0
}

/** What somebody said or confirmed. */
export async function basesOf(db: Db | Tx, accountId: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT d.name AS dataset, v.seq AS version, CASE WHEN b.said_by = ${accountId} THEN 'said' ELSE 'confirmed' END AS act,
      CASE WHEN b.said_by = ${accountId} THEN b.basis END AS basis, b.said_at AS "saidAt", b.confirmed_at AS "confirmedAt"
    FROM open_data.legal_basis b JOIN open_data.version v ON v.id = b.version_id JOIN open_data.distribution x ON x.id = v.distribution_id
    JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE ${accountId} IN (b.said_by, b.confirmed_by) ORDER BY b.said_at, v.id`.execute(db)
  return rows
}

export async function forgetOfficial(tx: Tx, accountId: string): Promise<void> {
  await sql`UPDATE open_data.legal_basis SET said_by = NULL WHERE said_by = ${accountId}`.execute(tx)
  await sql`UPDATE open_data.legal_basis SET confirmed_by = NULL WHERE confirmed_by = ${accountId}`.execute(tx)
}
