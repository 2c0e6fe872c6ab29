import { type RawBuilder, sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Cursor } from '#kernel/http/cursor.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { Phase, Process } from './process.ts'

const columns = sql`p.id, p.number, p.slug, p.blueprint, p.state, p.title, p.summary, p.place_key AS "placeKey",
  p.organisation_id AS "organisationId", jsonb_build_object('slug', o.slug, 'name', o.name) AS organisation, p.min_age AS "minAge",
  p.residents_only AS "residentsOnly", p.level, p.demo, p.created_at AS "createdAt", p.published_at AS "publishedAt",
  p.ended_at AS "endedAt", p.end_reason AS "endReason", p.rehearsal,
  (SELECT b.number FROM processes.process b WHERE b.id = p.again_of) AS "againOf"`
const tables = sql`processes.process p JOIN organisations.organisation o ON o.id = p.organisation_id`
const phaseColumns = sql`id, process_id AS "processId", position, method, opens_on AS "opensOn", closes_on AS "closesOn",
  opened_at AS "openedAt", closed_at AS "closedAt"`

export async function processesWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<Process[]> {
  return (await sql<Process>`SELECT ${columns} FROM ${tables} WHERE ${where}`.execute(db)).rows
}

/** @throws NotFound */
export async function findProcess(db: Db | Tx, number: number): Promise<Process> {
  const [process] = await processesWhere(db, sql`p.number = ${number}`)
  if (!process) throw new NotFound()
  return process
}

/** @throws NotFound */
export async function processWithId(db: Db | Tx, id: string): Promise<Process> {
  const [process] = await processesWhere(db, sql`p.id = ${id}`)
  if (!process) throw new NotFound()
  return process
}

/** A process that everybody may see. @throws NotFound */
export async function findPublicProcess(db: Db | Tx, number: number): Promise<Process> {
  const process = await findProcess(db, number)
  if (!process.publishedAt) throw new NotFound()
  return process
}

/** The process, locked until the act is over. @throws NotFound */
export async function lockProcess(tx: Tx, number: number): Promise<Process> {
  const [process] = await processesWhere(tx, sql`p.number = ${number} FOR NO KEY UPDATE OF p`)
  if (!process) throw new NotFound()
  return process
}

/** Published processes, newest first. */
export function publishedProcesses(db: Db, after: Cursor | null, limit: number): Promise<Process[]> {
  return processesWhere(
    db,
    sql`p.published_at IS NOT NULL AND p.rehearsal_of IS NULL
      AND (${after?.at ?? null}::timestamptz IS NULL OR (p.published_at, p.id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid))
      ORDER BY p.published_at DESC, p.id DESC LIMIT ${limit}`,
  )
}

export async function countPublished(db: Db): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    SELECT count(*) AS total FROM processes.process WHERE published_at IS NOT NULL AND rehearsal_of IS NULL`.execute(db)
  return rows[0]?.total ?? 0
}

export function processesOf(db: Db, organisationIds: string[]): Promise<Process[]> {
  return processesWhere(
    db,
    sql`p.organisation_id = ANY(${organisationIds}::uuid[]) ORDER BY p.created_at DESC, p.id DESC LIMIT 200`,
  )
}

/** Phases of processes, in their order. */
export async function phasesOf(db: Db | Tx, processIds: string[]): Promise<Phase[]> {
  const { rows } = await sql<Phase>`
    SELECT ${phaseColumns} FROM processes.phase WHERE process_id = ANY(${processIds}::uuid[]) ORDER BY process_id, position`.execute(
    db,
  )
  return rows
}

/** The phase of a process that offers a method; null when it has none. */
export async function phaseWith(db: Db | Tx, processId: string, method: string): Promise<Phase | null> {
  const { rows } = await sql<Phase>`
    SELECT ${phaseColumns} FROM processes.phase WHERE process_id = ${processId} AND method = ${method} ORDER BY position LIMIT 1`.execute(
    db,
  )
  return rows[0] ?? null
}

/** The same, where the process must have one. @throws NotFound */
export async function phaseOffering(db: Db | Tx, processId: string, method: string): Promise<Phase> {
  const phase = await phaseWith(db, processId, method)
  if (!phase) throw new NotFound()
  return phase
}

/** A process that everybody may see, and its phase that offers a method. @throws NotFound */
export async function findPublicPhase(
  db: Db | Tx,
  number: number,
  method: string,
): Promise<{ process: Process; phase: Phase }> {
  const process = await findPublicProcess(db, number)
  return { process, phase: await phaseOffering(db, process.id, method) }
}

export async function addProcess(
  tx: Tx,
  process: Omit<
    Process,
    'number' | 'organisation' | 'publishedAt' | 'endedAt' | 'endReason' | 'state' | 'rehearsal' | 'againOf'
  >,
): Promise<{ number: number }> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO processes.process (id, slug, blueprint, state, title, summary, place_key, organisation_id, min_age, residents_only, level, demo, created_at)
    VALUES (${process.id}, ${process.slug}, ${process.blueprint}, 'draft', ${JSON.stringify(process.title)}::jsonb,
      ${JSON.stringify(process.summary)}::jsonb, ${process.placeKey}, ${process.organisationId}, ${process.minAge}, ${process.residentsOnly},
      ${process.level}, ${process.demo}, ${process.createdAt})
    RETURNING number`.execute(tx)
  return rows[0] as { number: number }
}

export async function addPhases(
  tx: Tx,
  processId: string,
  phases: { method: string; opensOn: PlainDay; closesOn: PlainDay }[],
  now: Date,
): Promise<void> {
  for (const [at, { method, opensOn, closesOn }] of phases.entries())
    await sql`
      INSERT INTO processes.phase (id, process_id, position, method, opens_on, closes_on)
      VALUES (${newId(now)}, ${processId}, ${at + 1}, ${method}, ${opensOn}, ${closesOn})`.execute(tx)
}

export async function changeFacts(
  tx: Tx,
  id: string,
  facts: Pick<Process, 'title' | 'summary' | 'slug' | 'placeKey' | 'minAge' | 'residentsOnly' | 'level'>,
): Promise<void> {
  await sql`
    UPDATE processes.process SET title = ${JSON.stringify(facts.title)}::jsonb, summary = ${JSON.stringify(facts.summary)}::jsonb,
      slug = ${facts.slug}, place_key = ${facts.placeKey}, min_age = ${facts.minAge}, residents_only = ${facts.residentsOnly}, level = ${facts.level}
    WHERE id = ${id}`.execute(tx)
}

export async function setDates(tx: Tx, phaseId: string, opensOn: PlainDay, closesOn: PlainDay): Promise<void> {
  await sql`UPDATE processes.phase SET opens_on = ${opensOn}, closes_on = ${closesOn} WHERE id = ${phaseId}`.execute(tx)
}

export interface PhaseMove {
  position: number
  method: string
  opensBefore: PlainDay
  closesBefore: PlainDay
  opensAfter: PlainDay
  closesAfter: PlainDay
  reason: string
  movedAt: Date
}

export async function addMove(
  tx: Tx,
  phase: Phase,
  to: { opensOn: PlainDay; closesOn: PlainDay },
  reason: string,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO processes.phase_move (id, process_id, phase_id, opens_before, closes_before, opens_after, closes_after, reason, moved_at)
    VALUES (${newId(now)}, ${phase.processId}, ${phase.id}, ${phase.opensOn}, ${phase.closesOn}, ${to.opensOn}, ${to.closesOn}, ${reason}, ${now})`.execute(
    tx,
  )
}

export async function movesOf(db: Db, processId: string): Promise<PhaseMove[]> {
  const { rows } = await sql<PhaseMove>`
    SELECT f.position, f.method, m.opens_before AS "opensBefore", m.closes_before AS "closesBefore", m.opens_after AS "opensAfter",
      m.closes_after AS "closesAfter", m.reason, m.moved_at AS "movedAt"
    FROM processes.phase_move m JOIN processes.phase f ON f.id = m.phase_id
    WHERE m.process_id = ${processId} ORDER BY m.moved_at, m.id`.execute(db)
  return rows
}

/** What happened to a process, for its page: the message `<part>.event.<name>` of the kind `<part>.<name>`, with `data` as its arguments. */
export async function recordProcessEvent(
  tx: Tx,
  event: {
    processId: string
    kind: `${string}.${string}`
    data?: Record<string, string | number | Localised>
    now: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO processes.event (id, process_id, kind, data, happened_at)
    VALUES (${newId(event.now)}, ${event.processId}, ${event.kind}, ${JSON.stringify(event.data ?? {})}::jsonb, ${event.now})`.execute(
    tx,
  )
}

export interface ProcessEvent {
  kind: string
  data: Record<string, string | number | Localised>
  happenedAt: Date
}

export async function eventsOf(db: Db, processId: string): Promise<ProcessEvent[]> {
  const { rows } = await sql<ProcessEvent>`
    SELECT kind, data, happened_at AS "happenedAt" FROM processes.event WHERE process_id = ${processId} ORDER BY happened_at, id`.execute(
    db,
  )
  return rows
}

export interface NewsOfProcess extends ProcessEvent {
  /** `againOfId`: whoever follows that one waits for this one too. */
  process: Pick<Process, 'id' | 'number' | 'slug' | 'title' | 'placeKey'> & { againOfId: string | null }
}

/** What happened in public to processes after a moment, until another (included), oldest first. */
export async function eventsBetween(db: Db, since: Date, until: Date): Promise<NewsOfProcess[]> {
  const { rows } = await sql<NewsOfProcess>`
    SELECT e.kind, e.data, e.happened_at AS "happenedAt",
      jsonb_build_object('id', p.id, 'number', p.number, 'slug', p.slug, 'title', p.title, 'placeKey', p.place_key, 'againOfId', p.again_of) AS process
    FROM processes.event e JOIN processes.process p ON p.id = e.process_id
    WHERE e.happened_at > ${since} AND e.happened_at <= ${until} AND p.published_at IS NOT NULL AND p.rehearsal_of IS NULL
    ORDER BY e.happened_at, e.id`.execute(db)
  return rows
}
