import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { Level, PetitionState, ThresholdName, Topic } from './petition.ts'
import type { MarkColumns } from './recount/on-page.tsx'

export interface PetitionRow {
  id: string
  number: number
  state: PetitionState
  lang: Lang
  title: string
  slug: string
  whyHtml: string
  placeKey: string
  topic: Topic
  starterName: string | null
  publishedAt: Date | null
  closesOn: string | null
  closedAt: Date | null
}

/** Of `petitions.petition p`. */
export const petitionColumns = sql`p.id, p.number, p.state, p.lang, p.title, p.slug, p.why_html AS "whyHtml", p.place_key AS "placeKey", p.topic,
  p.starter_name AS "starterName", p.published_at AS "publishedAt", p.closes_on AS "closesOn", p.closed_at AS "closedAt"`

export async function findPetitionRow(db: Db | Tx, number: number): Promise<PetitionRow | undefined> {
  const { rows } =
    await sql<PetitionRow>`SELECT ${petitionColumns} FROM petitions.petition p WHERE p.number = ${number}`.execute(db)
  return rows[0]
}

export interface Addressee {
  slug: string
  name: { ro: string; ru?: string; en?: string }
}

export async function addresseesOf(db: Db | Tx, petitionId: string): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    SELECT o.slug, o.name FROM petitions.addressee a JOIN organisations.organisation o ON o.id = a.organisation_id
    WHERE a.petition_id = ${petitionId} ORDER BY a.position`.execute(db)
  return rows
}

export interface Threshold {
  /** Who promised it. */
  authority: { slug: string; name: Localised }
  name: ThresholdName
  signatures: number
  level: Level
  /** Signatures on paper that count towards it, as its authority decided. */
  paper: number
  crossedAt: Date | null
}

/** Of the thresholds `t` of one petition: what comes first first, always in one order. */
export const thresholdOrder = sql`t.signatures, t.name, t.organisation_id`

export async function thresholdsOf(db: Db, petitionId: string): Promise<Threshold[]> {
  const { rows } = await sql<Threshold>`
    SELECT jsonb_build_object('slug', o.slug, 'name', o.name) AS authority, t.name, t.signatures, t.level, t.paper, t.crossed_at AS "crossedAt"
    FROM petitions.threshold t JOIN organisations.organisation o ON o.id = t.organisation_id
    WHERE t.petition_id = ${petitionId} ORDER BY ${thresholdOrder}`.execute(db)
  return rows
}

export interface Counts extends MarkColumns {
  email: number
  strong: number
  signed: number
  total: number
  /** When deltas were last folded anywhere; null before the first time. */
  foldedAt: Date | null
}

/** Count and mark of one moment: a mark must not be newer than the count beside it. */
export async function countsOf(db: Db, petitionId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    SELECT coalesce(c.email, 0) AS email, coalesce(c.strong, 0) AS strong, coalesce(c.signed, 0) AS signed, coalesce(c.total, 0) AS total,
      (SELECT folded_at FROM petitions.fold) AS "foldedAt", ${markColumns(sql`${petitionId}::uuid`)}
    FROM (SELECT 1) one LEFT JOIN petitions.signature_count c ON c.petition_id = ${petitionId}
    LEFT JOIN petitions.recount r ON r.petition_id = ${petitionId}`.execute(db)
  return rows[0] as Counts
}

/** Of a row `r` of `petitions.recount` that may be missing. */
export function markColumns(petitionId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`r.recounted_index AS "recountedIndex", r.recounted_at AS "recountedAt", r.recounted_email AS "recountedEmail",
    r.recounted_strong AS "recountedStrong", r.recounted_signed AS "recountedSigned",
    (SELECT min(found_at) FROM petitions.recount_difference d WHERE d.petition_id = ${petitionId} AND d.healed_at IS NULL) AS "disagreesSince"`
}

/** Sent as one value: hundreds of rows of two columns took as long to read as the rest of a page. */
export async function countsByDay(db: Db, petitionId: string): Promise<{ day: string; signatures: number }[]> {
  const { rows } = await sql<{ days: [string, number][] | null }>`
    ${prepared} SELECT json_agg(json_build_array(day, signatures) ORDER BY day) AS days
    FROM petitions.day_count WHERE petition_id = ${petitionId}`.execute(db)
  return (rows[0]?.days ?? []).map(([day, signatures]) => ({ day, signatures }))
}

/** What happened to a petition, as its page tells it. */
export interface PetitionEvent {
  kind: string
  data: Record<string, string | number | Localised>
  happenedAt: Date
}

export interface ListedPetition {
  id: string
  number: number
  slug: string
  lang: Lang
  title: string
  state: PetitionState
  placeKey: string
  publishedAt: Date | null
  /** When it was published, or refused before that. */
  listedAt: Date
  total: number
  next: { signatures: number; name: ThresholdName } | null
}

const listedColumns = sql`p.id, p.number, p.slug, p.lang, p.title, p.state, p.place_key AS "placeKey", p.published_at AS "publishedAt",
  p.listed_at AS "listedAt", coalesce(c.total, 0) AS total,
  (SELECT jsonb_build_object('signatures', t.signatures, 'name', t.name) FROM petitions.threshold t
    WHERE t.petition_id = p.id AND t.crossed_at IS NULL ORDER BY t.signatures LIMIT 1) AS next`

/** Petitions that take signatures on a civil day, newest first. */
export async function newestOpen(db: Db, limit: number, today: string): Promise<ListedPetition[]> {
  const { rows } = await sql<ListedPetition>`
    SELECT ${listedColumns} FROM petitions.petition p LEFT JOIN petitions.signature_count c ON c.petition_id = p.id
    WHERE p.published_at IS NOT NULL AND p.state = 'open' AND p.closes_on >= ${today}
    ORDER BY p.published_at DESC, p.id DESC LIMIT ${limit}`.execute(db)
  return rows
}
