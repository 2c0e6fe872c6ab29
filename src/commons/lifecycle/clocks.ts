import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import { RuleBroken } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { Calendar } from './calendar.ts'
import {
  type Clock,
  ClockError,
  type DayUnit,
  type Deadline,
  deadline,
  type Extension,
  type LegalBasis,
  type Pause,
} from './clock.ts'
import type { PlainDay } from './plain-day.ts'

declare module '#kernel/http/context.ts' {
  interface Services {
    calendar: Calendar
  }
}

/** What a clock is about, for example { kind: 'petitions.case', id }. */
export interface ClockSubject {
  kind: string
  id: string
}

/** A clock as it is kept, with its deadline. */
export interface KeptClock {
  id: string
  name: string
  subject: ClockSubject
  organisationId: string | null
  clock: Clock
  deadline: Deadline
}

export interface NewClock {
  name: string
  subject: ClockSubject
  organisationId?: string | null
  placeKey?: string | null
  by: { basis: LegalBasis } | { promisedBy: string }
  unit: DayUnit
  length: number
  startsOn: PlainDay
  exceptionalMaxDays?: number
}

interface Row {
  id: string
  name: string
  subjectKind: string
  subjectId: string
  organisationId: string | null
  kind: 'legal' | 'promised'
  basis: LegalBasis | null
  promisedBy: string | null
  unit: DayUnit
  length: number
  startsOn: PlainDay
  stoppedOn: PlainDay | null
  pauses: Pause[]
  extensions: Extension[]
  exceptionalMaxDays: number | null
}

const columns = sql`id, name, subject_kind AS "subjectKind", subject_id AS "subjectId", organisation_id AS "organisationId", kind, basis,
  promised_by AS "promisedBy", unit, length, starts_on AS "startsOn", stopped_on AS "stoppedOn", pauses, extensions,
  exceptional_max_days AS "exceptionalMaxDays"`

/** Starts a clock. The same name on the same subject and day starts once. */
export async function startClock(tx: Tx, calendar: Calendar, start: NewClock, now: Date): Promise<KeptClock> {
  const clock: Clock = {
    ...('basis' in start.by
      ? { kind: 'legal', basis: start.by.basis }
      : { kind: 'promised', promisedBy: start.by.promisedBy }),
    unit: start.unit,
    length: start.length,
    startsOn: start.startsOn,
    pauses: [],
    extensions: [],
    ...(start.exceptionalMaxDays && { exceptionalMaxDays: start.exceptionalMaxDays }),
  }
  const due = deadline(clock, calendar)
  const { rows } = await sql<Row>`
    INSERT INTO lifecycle.clock AS c (id, subject_kind, subject_id, name, organisation_id, place_key, kind, basis, promised_by, unit, length, starts_on,
      exceptional_max_days, due_on)
    VALUES (${newId(now)}, ${start.subject.kind}, ${start.subject.id}, ${start.name}, ${start.organisationId ?? null}, ${start.placeKey ?? null},
      ${clock.kind}, ${clock.kind === 'legal' ? JSON.stringify(clock.basis) : null}::jsonb, ${clock.kind === 'promised' ? clock.promisedBy : null},
      ${clock.unit}, ${clock.length}, ${clock.startsOn}, ${start.exceptionalMaxDays ?? null}, ${due.dueOn})
    ON CONFLICT (subject_kind, subject_id, name, starts_on) DO UPDATE SET name = c.name RETURNING ${columns}`.execute(
    tx,
  )
  return kept(rows[0] as Row, calendar)
}

/**
 * Starts a clock that can be stopped and begun again, also on one day: each beginning has a name of its own (`opinion`, `opinion.2`, …).
 * While an earlier one runs nothing begins.
 *
 * @returns the clock that runs now
 */
export async function startClockAnew(tx: Tx, calendar: Calendar, start: NewClock, now: Date): Promise<KeptClock> {
  const { name, subject } = start
  const earlier = (await clocksOf(tx, calendar, subject.kind, [subject.id])).filter((one) => beginsAs(one, name))
  const running = earlier.find(({ clock }) => clock.stoppedOn === undefined)
  if (running) return running
  const own = earlier.length === 0 ? name : `${name}.${earlier.length + 1}`
  return startClock(tx, calendar, { ...start, name: own }, now)
}

const beginsAs = (one: KeptClock, name: string) => one.name === name || one.name.startsWith(`${name}.`)

/** Clocks of subjects of one kind, in the order in which they started. */
export async function clocksOf(db: Db | Tx, calendar: Calendar, kind: string, ids: string[]): Promise<KeptClock[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    ${prepared} SELECT ${columns} FROM lifecycle.clock WHERE subject_kind = ${kind} AND subject_id = ANY(${ids}::text[]) ORDER BY starts_on, id`.execute(
    db,
  )
  return rows.map((row) => kept(row, calendar))
}

/** The clock of that name that still runs (or stands), locked for a change. */
export async function runningClock(
  tx: Tx,
  calendar: Calendar,
  subject: ClockSubject,
  name: string,
): Promise<KeptClock | null> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM lifecycle.clock
    WHERE subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND name = ${name} AND stopped_on IS NULL
    ORDER BY starts_on DESC LIMIT 1 FOR UPDATE`.execute(tx)
  return rows[0] ? kept(rows[0], calendar) : null
}

export function pauseClock(
  tx: Tx,
  calendar: Calendar,
  one: KeptClock,
  on: PlainDay,
  reason: string,
): Promise<KeptClock> {
  return change(tx, calendar, one, { ...one.clock, pauses: [...one.clock.pauses, { from: on, to: null, reason }] })
}

/** Ends the pause that is open; nothing when none is. */
export function resumeClock(tx: Tx, calendar: Calendar, one: KeptClock, on: PlainDay): Promise<KeptClock> {
  return change(tx, calendar, one, {
    ...one.clock,
    pauses: one.clock.pauses.map((pause) => ({ ...pause, to: pause.to ?? on })),
  })
}

export function extendClock(tx: Tx, calendar: Calendar, one: KeptClock, extension: Extension): Promise<KeptClock> {
  return change(tx, calendar, one, { ...one.clock, extensions: [...one.clock.extensions, extension] })
}

export function stopClock(tx: Tx, calendar: Calendar, one: KeptClock, on: PlainDay): Promise<KeptClock> {
  return change(tx, calendar, one, { ...one.clock, stoppedOn: on })
}

/** What was said in words of pauses and extensions goes; that there were some, and how long they were, stays. */
export async function forgetReasons(tx: Tx, kind: string, ids: string[]): Promise<void> {
  const without = (column: 'pauses' | 'extensions') => sql`(
    SELECT coalesce(jsonb_agg(one || '{"reason": ""}' ORDER BY at), '[]') FROM jsonb_array_elements(${sql.ref(column)}) WITH ORDINALITY AS said (one, at))`
  await sql`
    UPDATE lifecycle.clock SET pauses = ${without('pauses')}, extensions = ${without('extensions')}
    WHERE subject_kind = ${kind} AND subject_id = ANY(${ids}::text[]) AND (pauses <> '[]' OR extensions <> '[]')`.execute(
    tx,
  )
}

/** @throws RuleBroken lifecycle.<code> when the rules of clocks do not allow the change */
async function change(tx: Tx, calendar: Calendar, one: KeptClock, clock: Clock): Promise<KeptClock> {
  const due = tried(clock, calendar)
  await sql`
    UPDATE lifecycle.clock SET pauses = ${JSON.stringify(clock.pauses)}::jsonb, extensions = ${JSON.stringify(clock.extensions)}::jsonb,
      stopped_on = ${clock.stoppedOn ?? null}, due_on = ${due.dueOn} WHERE id = ${one.id}`.execute(tx)
  return { ...one, clock, deadline: due }
}

function tried(clock: Clock, calendar: Calendar): Deadline {
  try {
    return deadline(clock, calendar)
  } catch (error) {
    if (error instanceof ClockError) throw new RuleBroken(`lifecycle.${error.code}`)
    throw error
  }
}

function kept(row: Row, calendar: Calendar): KeptClock {
  const clock: Clock = {
    ...(row.kind === 'legal'
      ? { kind: 'legal', basis: row.basis as LegalBasis }
      : { kind: 'promised', promisedBy: row.promisedBy as string }),
    unit: row.unit,
    length: row.length,
    startsOn: row.startsOn,
    pauses: row.pauses,
    extensions: row.extensions,
    ...(row.stoppedOn && { stoppedOn: row.stoppedOn }),
    ...(row.exceptionalMaxDays && { exceptionalMaxDays: row.exceptionalMaxDays }),
  }
  return {
    id: row.id,
    name: row.name,
    subject: { kind: row.subjectKind, id: row.subjectId },
    organisationId: row.organisationId,
    clock,
    deadline: deadline(clock, calendar),
  }
}
