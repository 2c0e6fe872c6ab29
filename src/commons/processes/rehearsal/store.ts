import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { Process, Rehearsal } from '../process.ts'
import { processesWhere } from '../store.ts'

/** Rehearsals of a process, newest first. */
export function rehearsalsOf(db: Db | Tx, processId: string): Promise<Process[]> {
  return processesWhere(db, sql`p.rehearsal_of = ${processId} ORDER BY p.created_at DESC, p.id DESC`)
}

/** Rehearsals with the votes of what stands at a path here. */
export function rehearsalsWith(db: Db | Tx, path: string): Promise<Process[]> {
  return processesWhere(db, sql`p.rehearsal -> 'votesOf' ->> 'path' = ${path}`)
}

/** A copy of the process that is over: its phases stand with their days, opened and closed at this moment. @returns its number */
export async function addRehearsal(
  tx: Tx,
  source: Process,
  copy: { title: Localised; slug: string; rehearsal: Rehearsal },
  now: Date,
): Promise<number> {
  const id = newId(now)
  const { rows } = await sql<{ number: number }>`
    INSERT INTO processes.process (id, slug, blueprint, state, title, summary, place_key, organisation_id, min_age, residents_only, level, demo,
      created_at, published_at, ended_at, rehearsal_of, rehearsal)
    VALUES (${id}, ${copy.slug}, ${source.blueprint}, 'ended', ${JSON.stringify(copy.title)}::jsonb, ${JSON.stringify(source.summary)}::jsonb,
      ${source.placeKey}, ${source.organisationId}, ${source.minAge}, ${source.residentsOnly}, ${source.level}, ${source.demo}, ${now}, ${now},
      ${now}, ${source.id}, ${JSON.stringify(copy.rehearsal)}::jsonb)
    RETURNING number`.execute(tx)
  await sql`
    INSERT INTO processes.phase (id, process_id, position, method, opens_on, closes_on, opened_at, closed_at)
    SELECT gen_random_uuid(), ${id}, position, method, opens_on, closes_on, ${now}, ${now} FROM processes.phase WHERE process_id = ${source.id}`.execute(
    tx,
  )
  return rows[0]?.number as number
}

/** Deletes what this part keeps of a rehearsal; what rooms keep is gone before. */
export async function dropRehearsal(tx: Tx, { id }: Process): Promise<void> {
  await sql`DELETE FROM processes.event WHERE process_id = ${id}`.execute(tx)
  await sql`DELETE FROM processes.phase WHERE process_id = ${id}`.execute(tx)
  await sql`DELETE FROM processes.process WHERE id = ${id} AND rehearsal_of IS NOT NULL`.execute(tx)
}
