import { sql } from 'kysely'
import type { Person } from '#commons/access/permit.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { type IdeaRow, ideasWhere } from '../idea-store.ts'
import { writtenBy } from '../ideas/co-author-store.ts'

export const decisions = ['taken-up', 'not-taken-up'] as const
export type Decision = (typeof decisions)[number]

/** The states of what is or was to be answered, written out so that PostgreSQL takes its index (idea_answered). */
const answered = sql`i.state IN ('to-answer', 'taken-up', 'not-taken-up')`

export interface Answer {
  ideaId: string
  /** The second answers an author who asked again. */
  round: 1 | 2
  takenUp: boolean
  text: string
  lang: Lang
  translation: string | null
  translationLang: Lang | null
  answeredAt: Date
}

/** Answers to ideas, by the id of the idea and then in their order. */
export async function answersTo(db: Db | Tx, ideaIds: string[]): Promise<Answer[]> {
  const { rows } = await sql<Answer>`
    SELECT idea_id AS "ideaId", round, taken_up AS "takenUp", text, lang, translation, translation_lang AS "translationLang",
      answered_at AS "answeredAt"
    FROM budgeting.idea_answer WHERE idea_id = ANY(${ideaIds}::uuid[]) ORDER BY idea_id, round`.execute(db)
  return rows
}

export async function addAnswer(tx: Tx, process: Process, answer: Answer): Promise<void> {
  await sql`
    INSERT INTO budgeting.idea_answer (idea_id, process_id, round, taken_up, text, lang, translation, translation_lang, answered_at)
    VALUES (${answer.ideaId}, ${process.id}, ${answer.round}, ${answer.takenUp}, ${answer.text}, ${answer.lang}, ${answer.translation},
      ${answer.translationLang}, ${answer.answeredAt})`.execute(tx)
}

/** Somebody else answers where its author asks again. */
export async function noteDecline(tx: Tx, ideaId: string, by: string): Promise<void> {
  await sql`UPDATE budgeting.idea SET refused_by = ${by} WHERE id = ${ideaId}`.execute(tx)
}

/** Ideas that wait for an answer, of a process. */
export const ideasToAnswer = (tx: Tx, processId: string): Promise<IdeaRow[]> =>
  ideasWhere(tx, sql`i.process_id = ${processId} AND i.state = 'to-answer' ORDER BY i.number`)

/** Where the next part of the list begins. */
export interface After {
  supports: number
  id: string
}

/** What is or was to be answered in a process, the most supported first. */
export function answeredIdeas(db: Db, processId: string, limit: number, after: After | null): Promise<IdeaRow[]> {
  const further = after ? sql`(i.supports, i.id) < (${after.supports}::integer, ${after.id}::uuid)` : sql`true`
  return ideasWhere(
    db,
    sql`i.process_id = ${processId} AND ${answered} AND ${further} ORDER BY i.supports DESC, i.id DESC LIMIT ${limit}`,
  )
}

export interface Counts {
  owed: number
  waiting: number
  takenUp: number
  notTakenUp: number
}

/** How many ideas of a process are to be answered, and what was answered. */
export async function countAnswers(db: Db | Tx, processId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    SELECT count(*) AS owed, count(*) FILTER (WHERE state = 'to-answer') AS waiting, count(*) FILTER (WHERE state = 'taken-up') AS "takenUp",
      count(*) FILTER (WHERE state = 'not-taken-up') AS "notTakenUp"
    FROM budgeting.idea i WHERE process_id = ${processId} AND ${answered}`.execute(db)
  return rows[0] as Counts
}

/** How many ideas of a process wait beyond their term. */
export async function countOverdue(db: Db, processId: string, kind: string, today: string): Promise<number> {
  const { rows } = await sql<{ overdue: number }>`
    SELECT count(*) AS overdue FROM budgeting.idea i JOIN lifecycle.clock k
      ON k.subject_kind = ${kind} AND k.subject_id = i.id::text AND k.stopped_on IS NULL
    WHERE i.process_id = ${processId} AND i.state = 'to-answer' AND k.due_on < ${today}`.execute(db)
  return rows[0]?.overdue ?? 0
}

export interface Waiting {
  number: number
  title: string
  lang: Lang
  supports: number
  process: Process['title']
  dueOn: string | null
  /** The viewer gave the first answer, and somebody else gives the second; or the viewer wrote the idea. */
  colleague: boolean
}

/** What authorities have to answer, also once the process has ended, what is due first before; of one process only where it is named. */
export async function ideasWaitingFor(
  db: Db,
  {
    organisationIds,
    person,
    processId,
  }: { organisationIds: string[]; person: Pick<Person, 'accountId' | 'mailboxId'>; processId: string | null },
  kind: string,
  limit: number,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    SELECT i.number, i.title, i.lang, i.supports, r.title AS process, k.due_on AS "dueOn",
      (i.appealed_at IS NOT NULL AND i.refused_by IS NOT DISTINCT FROM ${person.accountId}) OR ${writtenBy(person.mailboxId)} AS colleague
    FROM processes.process r JOIN budgeting.idea i ON i.process_id = r.id
    LEFT JOIN lifecycle.clock k ON k.subject_kind = ${kind} AND k.subject_id = i.id::text AND k.stopped_on IS NULL
    WHERE r.organisation_id = ANY(${organisationIds}::uuid[]) AND r.state IN ('running', 'ended') AND i.state = 'to-answer'
      AND (${processId}::uuid IS NULL OR r.id = ${processId})
    ORDER BY k.due_on NULLS LAST, i.supports DESC, i.number LIMIT ${limit}`.execute(db)
  return rows
}

/** What was taken up, as a project to be delivered: the next number of the process, whose budget is locked. @returns its id and number */
export async function addTakenUp(
  tx: Tx,
  idea: IdeaRow,
  cost: number,
  now: Date,
): Promise<{ id: string; number: number }> {
  const { rows } = await sql<{ id: string; number: number }>`
    INSERT INTO budgeting.project (id, process_id, envelope_id, idea_id, number, title, lang, cost)
    SELECT ${newId(now)}, ${idea.processId}, NULL, ${idea.id}, coalesce(max(number), 0) + 1, ${idea.title}, ${idea.lang}, ${cost}::bigint
    FROM budgeting.project WHERE process_id = ${idea.processId} RETURNING id, number`.execute(tx)
  return rows[0] as { id: string; number: number }
}

export async function setSupportsNeeded(tx: Tx, processId: string, needed: number): Promise<void> {
  await sql`UPDATE budgeting.budget SET supports_needed = ${needed} WHERE process_id = ${processId}`.execute(tx)
}
