import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { type IdeaRow, ideasWhere } from '../idea-store.ts'

/** An idea has one offer at a time; another one takes its place. */
export async function addOffer(tx: Tx, ideaId: string, intoId: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.merge_offer (idea_id, into_id, offered_at) VALUES (${ideaId}, ${intoId}, ${now})
    ON CONFLICT ON CONSTRAINT merge_offer_one_an_idea DO UPDATE SET into_id = excluded.into_id, offered_at = excluded.offered_at`.execute(
    tx,
  )
}

/** Takes an offer away. @returns whether it was there */
export async function takeOffer(tx: Tx, ideaId: string, intoId: string): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM budgeting.merge_offer WHERE idea_id = ${ideaId} AND into_id = ${intoId} RETURNING idea_id`.execute(tx)
  return rows.length > 0
}

/** Its author does not offer an idea any more. */
export async function dropOffer(tx: Tx, ideaId: string): Promise<void> {
  await sql`DELETE FROM budgeting.merge_offer WHERE idea_id = ${ideaId}`.execute(tx)
}

/** Nothing is offered of an idea or to it any more. */
export async function endOffers(tx: Tx, ideaId: string): Promise<void> {
  await sql`DELETE FROM budgeting.merge_offer WHERE idea_id = ${ideaId} OR into_id = ${ideaId}`.execute(tx)
}

/** The idea that this one is offered to; null when it is not. */
export async function offeredTo(db: Db, ideaId: string): Promise<IdeaRow | null> {
  const [idea] = await ideasWhere(db, sql`i.id = (SELECT into_id FROM budgeting.merge_offer WHERE idea_id = ${ideaId})`)
  return idea ?? null
}

/** Ideas whose authors would make them part of this one. */
export function offeredBy(db: Db, ideaId: string): Promise<IdeaRow[]> {
  return ideasWhere(
    db,
    sql`i.id IN (SELECT idea_id FROM budgeting.merge_offer WHERE into_id = ${ideaId}) ORDER BY i.number`,
  )
}

/** How many offers wait for an answer, by the idea to which they are made. */
export async function countOffers(db: Db, ideaIds: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    SELECT into_id AS id, count(*) AS count FROM budgeting.merge_offer WHERE into_id = ANY(${ideaIds}::uuid[]) GROUP BY into_id`.execute(
    db,
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}
