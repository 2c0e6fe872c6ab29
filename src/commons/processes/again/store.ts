import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { Process } from '../process.ts'
import { processWithId } from '../store.ts'

/** What is said of a process in which something is decided once more. */
export interface Again {
  title: Localised
  summary: Localised
  slug: string
  reason: string
}

/** A process of the same people, place and authority as another one, public from this moment. Its phases are the caller's. */
export async function addAgain(tx: Tx, source: Process, again: Again, now: Date): Promise<Process> {
  const id = newId(now)
  await sql`
    INSERT INTO processes.process (id, slug, blueprint, state, title, summary, place_key, organisation_id, min_age, residents_only, level, demo,
      created_at, published_at, again_of, again_reason)
    VALUES (${id}, ${again.slug}, ${source.blueprint}, 'running', ${JSON.stringify(again.title)}::jsonb, ${JSON.stringify(again.summary)}::jsonb,
      ${source.placeKey}, ${source.organisationId}, ${source.minAge}, ${source.residentsOnly}, ${source.level}, ${source.demo}, ${now}, ${now},
      ${source.id}, ${again.reason})`.execute(tx)
  return processWithId(tx, id)
}

/** The other end of a process that is held again, as everybody reads it. */
export interface Round extends Pick<Process, 'number' | 'slug'> {
  title: Localised
  reason: string
  at: Date
  /** Why it was given up; null where it was not. */
  cancelled: string | null
}

const round = sql`o.number, o.slug, o.title, CASE WHEN o.state = 'cancelled' THEN o.end_reason END AS cancelled`

/** What a process goes back to, and those in which it is held again, in their order; with the public reason of each. */
export async function roundsOf(db: Db | Tx, { id }: Pick<Process, 'id'>): Promise<{ of: Round | null; in: Round[] }> {
  const { rows: before } = await sql<Round>`
    SELECT ${round}, p.again_reason AS reason, p.published_at AS at
    FROM processes.process p JOIN processes.process o ON o.id = p.again_of WHERE p.id = ${id}`.execute(db)
  const { rows: later } = await sql<Round>`
    SELECT ${round}, o.again_reason AS reason, o.published_at AS at FROM processes.process o WHERE o.again_of = ${id} ORDER BY o.number`.execute(
    db,
  )
  return { of: before[0] ?? null, in: later }
}

/** The lines of a roll under another process, as they are: their keys stay those of the process under which they were made. */
export async function copyRoll(
  tx: Tx,
  roll: { processId: string; keyedBy: string },
  copy: { processId: string; correctionsUntil: string; eligible: number | null },
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO processes.roll (process_id, source, eligible_on, corrections_until, fixed_at, eligible, keyed_by)
    SELECT ${copy.processId}, source, eligible_on, ${copy.correctionsUntil}::date, ${now}::timestamptz, ${copy.eligible}::integer, ${roll.keyedBy}::uuid
    FROM processes.roll WHERE process_id = ${roll.processId}`.execute(tx)
  await sql`
    INSERT INTO processes.roll_line (process_id, key, old_enough, place_key, members, source)
    SELECT ${copy.processId}, key, old_enough, place_key, members, source FROM processes.roll_line WHERE process_id = ${roll.processId}`.execute(
    tx,
  )
  await sql`
    INSERT INTO processes.roll_import (id, process_id, members, about, how, reason, state, lines, problems, created_at, confirmed_at)
    SELECT gen_random_uuid(), ${copy.processId}, members, about, how, reason, state, lines, problems, created_at, confirmed_at
    FROM processes.roll_import WHERE process_id = ${roll.processId} AND state = 'confirmed'`.execute(tx)
}
