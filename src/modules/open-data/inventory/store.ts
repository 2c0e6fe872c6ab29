import { type RawBuilder, sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Held, Holding, HoldingAct, HoldingState } from './holding.ts'

/** Where one stands today: published while its dataset is, else by its day. */
const stateOn = (
  today: PlainDay,
) => sql`CASE WHEN h.openness = 'closed' THEN 'closed' WHEN d.state = 'published' THEN 'published'
  WHEN h.due_on < ${today}::date THEN 'overdue' ELSE 'planned' END`

async function holdingsWhere(db: Db | Tx, today: PlainDay, condition: RawBuilder<unknown>): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    SELECT h.id, h.organisation_id AS "organisationId", jsonb_build_object('slug', o.slug, 'name', o.name) AS institution, h.number, h.title, h.about, h.steward, h.openness, h.reason, h.legal_basis AS "legalBasis",
      h.due_on::text AS "dueOn", d.name AS dataset, h.register_url AS "registerUrl", h.modified_at AS "modifiedAt", ${stateOn(today)} AS state,
      CASE WHEN d.state = 'published' THEN jsonb_build_object('name', d.name, 'title', d.title) END AS published
    FROM open_data.holding h JOIN organisations.organisation o ON o.id = h.organisation_id LEFT JOIN open_data.dataset d ON d.id = h.dataset_id
    WHERE h.removed_at IS NULL AND ${condition}`.execute(db)
  return rows
}

export interface HoldingsAsked {
  organisationIds: string[]
  state: HoldingState | null
  /** Numbers greater than this. */
  above: number | null
  limit: number
}

/** In the order of their numbers. */
export function holdingsOf(db: Db, today: PlainDay, asked: HoldingsAsked): Promise<Holding[]> {
  const { organisationIds, state, above, limit } = asked
  const inState = state === null ? sql`true` : sql`${stateOn(today)} = ${state}`
  return holdingsWhere(
    db,
    today,
    sql`h.organisation_id = ANY (${organisationIds}::uuid[]) AND h.number > ${above ?? 0} AND ${inState} ORDER BY h.number, h.id LIMIT ${limit}`,
  )
}

/** Of all institutions, in the order of these and of their numbers. @param after the id of one */
export function allHoldings(
  db: Db,
  today: PlainDay,
  { state, after, limit }: { state: HoldingState | null; after: string | null; limit: number },
): Promise<Holding[]> {
  const inState = state === null ? sql`true` : sql`${stateOn(today)} = ${state}`
  const further =
    after === null
      ? sql`true`
      : sql`(h.organisation_id, h.number) > (SELECT organisation_id, number FROM open_data.holding WHERE id = ${after})`
  return holdingsWhere(db, today, sql`${inState} AND ${further} ORDER BY h.organisation_id, h.number LIMIT ${limit}`)
}

export async function findHolding(db: Db | Tx, id: string, today: PlainDay): Promise<Holding | undefined> {
  return (await holdingsWhere(db, today, sql`h.id = ${id}`))[0]
}

export async function holdingByNumber(
  db: Db | Tx,
  organisationId: string,
  number: number,
  today: PlainDay,
): Promise<Holding | undefined> {
  return (await holdingsWhere(db, today, sql`h.organisation_id = ${organisationId} AND h.number = ${number}`))[0]
}

export async function holdingByTitle(
  tx: Tx,
  organisationId: string,
  titleRo: string,
  today: PlainDay,
): Promise<Holding | undefined> {
  const same = sql`h.organisation_id = ${organisationId} AND lower(h.title->>'ro') = lower(${titleRo})`
  return (await holdingsWhere(tx, today, same))[0]
}

/** How many stand where, by institution. @param organisationIds null: of all that keep an inventory */
export async function countHoldings(
  db: Db,
  today: PlainDay,
  organisationIds: string[] | null,
): Promise<{ organisationId: string; state: HoldingState; count: number }[]> {
  const { rows } = await sql<{ organisationId: string; state: HoldingState; count: number }>`
    SELECT h.organisation_id AS "organisationId", ${stateOn(today)} AS state, count(*)::integer AS count
    FROM open_data.holding h LEFT JOIN open_data.dataset d ON d.id = h.dataset_id
    WHERE h.removed_at IS NULL AND (${organisationIds}::uuid[] IS NULL OR h.organisation_id = ANY (${organisationIds}::uuid[]))
    GROUP BY 1, 2`.execute(db)
  return rows
}

/** Two officers who write into one inventory wait for each other. */
export async function lockInventory(tx: Tx, organisationId: string): Promise<void> {
  await sql`
    INSERT INTO open_data.inventory (organisation_id) VALUES (${organisationId})
    ON CONFLICT (organisation_id) DO UPDATE SET last_number = open_data.inventory.last_number`.execute(tx)
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
const jsonOrNull = (value: unknown) => (value === null ? sql`NULL` : json(value))

/** With the next number of its institution, whose inventory is locked. @returns false where another one has the title */
export async function addHolding(
  tx: Tx,
  holding: Held & { id: string; organisationId: string; datasetId: string | null; now: Date },
): Promise<boolean> {
  const {
    id,
    organisationId,
    title,
    about,
    steward,
    openness,
    reason,
    legalBasis,
    dueOn,
    datasetId,
    registerUrl,
    now,
  } = holding
  const { rows } = await sql`
    INSERT INTO open_data.holding (id, organisation_id, number, title, about, steward, openness, reason, legal_basis, due_on, dataset_id,
      register_url, created_at, modified_at)
    SELECT ${id}, organisation_id, last_number + 1, ${json(title)}, ${json(about)}, ${json(steward)}, ${openness}, ${reason}, ${jsonOrNull(legalBasis)},
      ${dueOn}::date, ${datasetId}::uuid, ${registerUrl}, ${now}, ${now}
    FROM open_data.inventory WHERE organisation_id = ${organisationId}
    ON CONFLICT (organisation_id, lower(title->>'ro')) WHERE removed_at IS NULL DO NOTHING RETURNING id`.execute(tx)
  if (rows.length === 0) return false
  await sql`UPDATE open_data.inventory SET last_number = last_number + 1 WHERE organisation_id = ${organisationId}`.execute(
    tx,
  )
  return true
}

/** The inventory is locked. @returns false where another one has the title */
export async function keepHolding(
  tx: Tx,
  id: string,
  held: Held & { datasetId: string | null },
  now: Date,
): Promise<boolean> {
  const { title, about, steward, openness, reason, legalBasis, dueOn, datasetId, registerUrl } = held
  const { rows } = await sql`
    UPDATE open_data.holding h SET title = ${json(title)}, about = ${json(about)}, steward = ${json(steward)}, openness = ${openness},
      reason = ${reason}, legal_basis = ${jsonOrNull(legalBasis)}, due_on = ${dueOn}::date, dataset_id = ${datasetId}::uuid, register_url = ${registerUrl},
      modified_at = ${now}
    WHERE h.id = ${id} AND NOT EXISTS (
      SELECT 1 FROM open_data.holding other WHERE other.organisation_id = h.organisation_id AND other.id <> h.id AND other.removed_at IS NULL
        AND lower(other.title->>'ro') = lower(${title.ro}))
    RETURNING h.id`.execute(tx)
  return rows.length > 0
}

export async function setRemoved(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.holding SET removed_at = ${now}, modified_at = ${now} WHERE id = ${id}`.execute(tx)
}

/** A dataset of the institution, in whatever state. */
export async function datasetOf(tx: Tx, organisationId: string, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM open_data.dataset WHERE name = ${name} AND organisation_id = ${organisationId}`.execute(tx)
  return rows[0]?.id
}

/** What an officer may choose from, what was changed last first. */
export async function datasetChoices(
  db: Db,
  organisationIds: string[],
  most: number,
): Promise<{ name: string; title: Localised }[]> {
  const { rows } = await sql<{ name: string; title: Localised }>`
    SELECT name, title FROM open_data.dataset WHERE organisation_id = ANY (${organisationIds}::uuid[]) ORDER BY modified_at DESC, id LIMIT ${most}`.execute(
    db,
  )
  return rows
}

/** Keeps what an officer says of it now; the inventory is locked. */
export async function recordHeld(
  tx: Tx,
  entry: { holdingId: string; act: HoldingAct; accountId: string; held: Held; now: Date },
): Promise<void> {
  const { holdingId, act, accountId, held, now } = entry
  await sql`
    INSERT INTO open_data.holding_history (holding_id, seq, at, account_id, act, held)
    SELECT ${holdingId}, coalesce(max(seq), 0) + 1, ${now}, ${accountId}, ${act}, ${json(held)}
    FROM open_data.holding_history WHERE holding_id = ${holdingId}`.execute(tx)
}

export interface HeldThen {
  seq: number
  at: Date
  act: HoldingAct
  held: Held
}

/** Oldest first; of a very long one the newest. */
export async function historyOfHolding(db: Db, holdingId: string, most: number): Promise<HeldThen[]> {
  const { rows } = await sql<HeldThen>`
    SELECT seq, at, act, held FROM open_data.holding_history WHERE holding_id = ${holdingId} ORDER BY seq DESC LIMIT ${most}`.execute(
    db,
  )
  return rows.reverse()
}

export async function holdingTitles(
  db: Db,
  ids: string[],
): Promise<{ id: string; title: Localised; slug: string; number: number; removed: boolean }[]> {
  const { rows } = await sql<{ id: string; title: Localised; slug: string; number: number; removed: boolean }>`
    SELECT h.id, h.title, o.slug, h.number, h.removed_at IS NOT NULL AS removed
    FROM open_data.holding h JOIN organisations.organisation o ON o.id = h.organisation_id WHERE h.id::text = ANY (${ids}::text[])`.execute(
    db,
  )
  return rows
}
