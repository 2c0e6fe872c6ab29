import { type RawBuilder, sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import { namesOfIdea } from '../names.ts'
import { type Delivery, type ProjectState, projectPath, type SinceVote } from './project.ts'

const columns = sql`d.project_id AS "projectId", d.process_id AS "processId", d.state, d.chosen_by AS "chosenBy",
  (SELECT jsonb_build_object('number', q.number, 'title', q.title, 'lang', q.lang, 'names', ${namesOfIdea})
    FROM budgeting.project q JOIN budgeting.idea i ON i.id = q.idea_id WHERE q.id = d.replaces) AS replaces,
  d.organisation_id AS "organisationId", jsonb_build_object('slug', o.slug, 'name', o.name) AS organisation, d.office,
  d.officer_id AS "officerId", d.topped_up_to AS "toppedUpTo", d.begun_at AS "begunAt", d.done_on AS "doneOn", d.checked_on AS "checkedOn",
  d.warranty_until AS "warrantyUntil", d.warranty_note AS "warrantyNote", d.warranty_lang AS "warrantyLang",
  p.number, p.title, p.lang, ${namesOfIdea} AS names, e.position AS envelope, p.cost, i.id AS "ideaId", i.number AS "ideaNumber", i.slug AS "ideaSlug",
  i.author_mailbox_id AS "authorMailboxId", i.created_at AS "proposedAt", i.place_key AS "placeKey"`

interface Row extends Omit<Delivery, 'idea'> {
  ideaId: string
  ideaNumber: number
  ideaSlug: string
  authorMailboxId: string | null
  proposedAt: Date
}

/** Deliveries for which a condition holds; the table is `d`, the project `p`. The condition may end in an order and a lock. */
export async function deliveriesWhere(db: Db | Tx, where: RawBuilder<unknown>): Promise<Delivery[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM budgeting.delivery d JOIN budgeting.project p ON p.id = d.project_id
    LEFT JOIN budgeting.envelope e ON e.id = p.envelope_id JOIN budgeting.idea i ON i.id = p.idea_id
    JOIN organisations.organisation o ON o.id = d.organisation_id WHERE ${where}`.execute(db)
  return rows.map(({ ideaId, ideaNumber, ideaSlug, authorMailboxId, proposedAt, ...rest }) => ({
    ...rest,
    idea: { id: ideaId, number: ideaNumber, slug: ideaSlug, authorMailboxId, createdAt: proposedAt },
  }))
}

/** What is delivered of a process, by number on the ballot. */
export const deliveriesOf = (db: Db | Tx, processId: string) =>
  deliveriesWhere(db, sql`d.process_id = ${processId} ORDER BY p.number`)

/** @throws NotFound */
export async function findDelivery(db: Db | Tx, processId: string, project: number): Promise<Delivery> {
  const [found] = await deliveriesWhere(db, sql`d.process_id = ${processId} AND p.number = ${project}`)
  if (!found) throw new NotFound()
  return found
}

/** The delivery, locked until the act is over. @throws NotFound */
export async function lockDelivery(tx: Tx, processId: string, project: number): Promise<Delivery> {
  const [found] = await deliveriesWhere(
    tx,
    sql`d.process_id = ${processId} AND p.number = ${project} FOR NO KEY UPDATE OF d`,
  )
  if (!found) throw new NotFound()
  return found
}

/** Projects that are delivered from now on. One that is delivered already stays as it is. @returns their numbers */
export async function addDeliveries(
  tx: Tx,
  processId: string,
  projectIds: string[],
  chosen: { by: 'vote' | 'answer' } | { by: 'reserve'; replaces: string },
  organisationId: string,
  now: Date,
): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    WITH added AS (
      INSERT INTO budgeting.delivery (project_id, process_id, state, chosen_by, replaces, organisation_id, begun_at)
      SELECT id, ${processId}, 'planned', ${chosen.by}, ${chosen.by === 'reserve' ? chosen.replaces : null}::uuid, ${organisationId}, ${now}
      FROM unnest(${projectIds}::uuid[]) AS one (id)
      ON CONFLICT (project_id) DO NOTHING RETURNING project_id)
    SELECT p.number FROM added JOIN budgeting.project p ON p.id = added.project_id ORDER BY p.number`.execute(tx)
  return rows.map(({ number }) => number)
}

export async function setOwner(
  tx: Tx,
  projectId: string,
  owner: { organisationId: string; office: string; officerId: string | null },
): Promise<void> {
  await sql`
    UPDATE budgeting.delivery SET organisation_id = ${owner.organisationId}, office = ${owner.office}, officer_id = ${owner.officerId}
    WHERE project_id = ${projectId}`.execute(tx)
}

/** Moves a delivery on. Days that the state does not have are taken away: what is reopened is not done. */
export async function setState(
  tx: Tx,
  projectId: string,
  state: ProjectState,
  days: { doneOn: PlainDay | null; checkedOn: PlainDay | null },
): Promise<void> {
  await sql`
    UPDATE budgeting.delivery SET state = ${state}, done_on = ${days.doneOn}, checked_on = ${days.checkedOn} WHERE project_id = ${projectId}`.execute(
    tx,
  )
}

export async function setWarranty(
  tx: Tx,
  projectId: string,
  warranty: { until: PlainDay | null; note: string | null; lang: string },
): Promise<void> {
  await sql`
    UPDATE budgeting.delivery SET warranty_until = ${warranty.until}, warranty_note = ${warranty.note},
      warranty_lang = ${warranty.note === null ? null : warranty.lang}
    WHERE project_id = ${projectId}`.execute(tx)
}

export async function setToppedUpTo(tx: Tx, projectId: string, amount: number): Promise<void> {
  await sql`UPDATE budgeting.delivery SET topped_up_to = ${amount} WHERE project_id = ${projectId}`.execute(tx)
}

export async function changedSinceVote(db: Db | Tx, processId: string): Promise<SinceVote> {
  const { rows } = await sql<SinceVote>`
    SELECT count(*) FILTER (WHERE chosen_by = 'vote' AND state = 'stopped') AS stopped,
      count(*) FILTER (WHERE chosen_by = 'reserve' AND state <> 'stopped') AS reserve
    FROM budgeting.delivery WHERE process_id = ${processId}`.execute(db)
  return rows[0] ?? { stopped: 0, reserve: 0 }
}

/** Where an idea's project is followed, and how far it came. */
export interface IdeaDelivery {
  /** Address of its page. */
  path: string
  state: ProjectState
}

/** What is delivered of an idea, or was until it was stopped; null where nothing is. */
export const deliveryOfIdea = async (db: Db | Tx, ideaId: string): Promise<IdeaDelivery | null> =>
  (await deliveriesOfIdeas(db, [ideaId])).get(ideaId) ?? null

/** The same of several, by their ids. */
export async function deliveriesOfIdeas(db: Db | Tx, ideaIds: string[]): Promise<Map<string, IdeaDelivery>> {
  const { rows } = await sql<{ idea: string; process: number; project: number; state: ProjectState }>`
    SELECT p.idea_id AS idea, r.number AS process, p.number AS project, d.state
    FROM budgeting.project p JOIN budgeting.delivery d ON d.project_id = p.id JOIN processes.process r ON r.id = d.process_id
    WHERE p.idea_id = ANY(${ideaIds}::uuid[])`.execute(db)
  return new Map(
    rows.map(({ idea, process, project, state }) => [
      idea,
      { path: projectPath({ number: process }, { number: project }), state },
    ]),
  )
}
