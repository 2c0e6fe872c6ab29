import { type RawBuilder, sql } from 'kysely'
import type { DayOfPeople } from '#commons/datasets/catalogue-entry.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { CASE } from '../answering/case.ts'
import { publicStates } from '../petition.ts'
import { type ExportedPetition, exportPetitions } from '../statistics/export-petitions.ts'

export interface CountedPetition extends ExportedPetition {
  /** Signatures that stand, by the day on which they were given and the column of their level; days that are over. */
  days: DayOfPeople[]
}

const BATCH = 200

/** All petitions whose page is public, by number, with their signatures by day. */
export async function* countedPetitions(ctx: Context): AsyncGenerator<CountedPetition> {
  let batch: ExportedPetition[] = []
  for await (const row of exportPetitions(ctx)) {
    if (batch.push(row) < BATCH) continue
    yield* withDays(ctx, batch)
    batch = []
  }
  yield* withDays(ctx, batch)
}

async function* withDays(ctx: Context, batch: ExportedPetition[]): AsyncGenerator<CountedPetition> {
  const numbers = batch.map(({ number }) => number)
  const { rows } = await sql<DayOfPeople & { number: number }>`
    SELECT number, day, jsonb_object_agg('signatures_' || level, signatures) AS parts FROM (
      SELECT p.number, t.day::text AS day, t.level, sum(t.signatures)::integer AS signatures
      FROM petitions.signature_total t JOIN petitions.petition p ON p.id = t.petition_id
      WHERE p.number = ANY(${numbers}::bigint[]) AND t.day < ${dayOf(ctx.now, ctx.timeZone)}::date GROUP BY p.number, t.day, t.level
    ) days GROUP BY number, day ORDER BY number, day`.execute(ctx.db)
  const days = Map.groupBy(rows, ({ number }) => number)
  for (const petition of batch) yield { ...petition, days: days.get(petition.number) ?? [] }
}

export interface UnitTold {
  number: number
  unit: string
  iso: string | null
  name: string
  atLeast: number | null
}

/** Every unit of every petition that has a published version of its units: those that are not told look alike. */
export async function* allUnits(ctx: Context): AsyncGenerator<UnitTold> {
  const told = inBatches<{ number: number; cells: Record<string, number> }>(
    ctx,
    (after) => sql`
      SELECT p.number, v.cells FROM petitions.published_units v JOIN petitions.petition p ON p.id = v.petition_id
      WHERE p.number > ${after} AND ${isPublic} ORDER BY p.number LIMIT ${BATCH}`,
  )
  const units = ctx.places.countedUnits().map(({ key, iso }) => ({ unit: key, iso, name: ctx.places.name(key, 'ro') }))
  for await (const { number, cells } of told)
    for (const unit of units) yield { number, ...unit, atLeast: cells[unit.unit] ?? null }
}

export interface Threshold {
  number: number
  name: string
  signatures: number
  level: string
  authority: string
  crossedOn: PlainDay | null
}

export function allThresholds(ctx: Context): AsyncGenerator<Threshold> {
  return inBatches(
    ctx,
    (after) => sql`
      SELECT p.number, t.name, t.signatures, t.level, o.slug AS authority, (t.crossed_at AT TIME ZONE ${ctx.timeZone})::date::text AS "crossedOn"
      FROM petitions.threshold t JOIN petitions.petition p ON p.id = t.petition_id
      JOIN organisations.organisation o ON o.id = t.organisation_id
      WHERE ${ofBatch(after)} ORDER BY p.number, o.slug, t.name`,
  )
}

export interface Answer {
  number: number
  authority: string
  state: string
  lodgedOn: PlainDay | null
  registeredOn: PlainDay | null
  dueOn: PlainDay | null
  answeredOn: PlainDay | null
  outcome: string | null
  days: number | null
}

/** What each authority did with each petition; the due day is that of the law's clock, or of the newest promise where there is none. */
export function allAnswers(ctx: Context): AsyncGenerator<Answer> {
  const day = (column: string) => sql`(${sql.ref(column)} AT TIME ZONE ${ctx.timeZone})::date`
  return inBatches(
    ctx,
    (after) => sql`
      SELECT p.number, o.slug AS authority, c.state, ${day('c.lodged_at')}::text AS "lodgedOn", ${day('c.registered_at')}::text AS "registeredOn",
        (SELECT k.due_on::text FROM lifecycle.clock k WHERE k.subject_kind = ${CASE} AND k.subject_id = c.id::text
          AND (k.name = 'answer' OR k.name LIKE 'promised-answer%') ORDER BY (k.name = 'answer') DESC, k.starts_on DESC, k.id DESC LIMIT 1) AS "dueOn",
        ${day('c.answered_at')}::text AS "answeredOn", c.outcome, ${day('c.answered_at')} - ${day('c.registered_at')} AS days
      FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id
      JOIN organisations.organisation o ON o.id = c.organisation_id
      WHERE ${ofBatch(after)} AND c.state <> 'waiting' ORDER BY p.number, o.slug`,
  )
}

const isPublic = sql`p.state = ANY(${[...publicStates]}::text[])`

/** Rows of the next petitions that are public. */
const ofBatch = (after: number) => sql`${isPublic} AND p.number IN (
  SELECT number FROM petitions.petition n WHERE n.number > ${after} AND n.state = ANY(${[...publicStates]}::text[]) ORDER BY n.number LIMIT ${BATCH})`

/** @param query rows of some petitions after a number, by number */
async function* inBatches<Row extends { number: number }>(
  { db }: Context,
  query: (after: number) => RawBuilder<unknown>,
): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const { rows } = await (query(after) as RawBuilder<Row>).execute(db)
    yield* rows
    const last = rows.at(-1)?.number
    if (last === undefined) return
    after = last
  }
}
