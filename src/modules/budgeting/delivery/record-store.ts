import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { type Names, namesOfIdea } from '../names.ts'
import { type Cause, type DecisionOutcome, projectPath } from './project.ts'

export interface ScopeChange {
  id: string
  projectId: string
  what: string
  reason: string
  lang: Lang
  proposedAt: Date
  hearUntil: PlainDay
  statement: string | null
  statementLang: Lang | null
  statementAt: Date | null
  outcome: 'in-force' | 'withdrawn' | null
  closedAt: Date | null
}

/** Changes of what a project is, the oldest first. */
export async function scopeChangesOf(db: Db | Tx, projectId: string): Promise<ScopeChange[]> {
  const { rows } = await sql<ScopeChange>`
    SELECT id, project_id AS "projectId", what, reason, lang, proposed_at AS "proposedAt", hear_until AS "hearUntil", statement,
      statement_lang AS "statementLang", statement_at AS "statementAt", outcome, closed_at AS "closedAt"
    FROM budgeting.scope_change WHERE project_id = ${projectId} ORDER BY id`.execute(db)
  return rows
}

/** Where the author of an idea can say now what they hold of a change to its project, and until when they are waited for; null where nothing is proposed. */
export async function hearingOnIdea(db: Db, ideaId: string): Promise<{ path: string; until: PlainDay } | null> {
  const { rows } = await sql<{ process: number; project: number; until: PlainDay }>`
    SELECT r.number AS process, p.number AS project, s.hear_until AS until
    FROM budgeting.project p JOIN budgeting.scope_change s ON s.project_id = p.id JOIN processes.process r ON r.id = p.process_id
    WHERE p.idea_id = ${ideaId} AND s.outcome IS NULL`.execute(db)
  const [open] = rows
  return open
    ? { path: `${projectPath({ number: open.process }, { number: open.project })}/statement`, until: open.until }
    : null
}

/** @returns false while another one is open */
export async function addScopeChange(
  tx: Tx,
  one: Pick<ScopeChange, 'id' | 'projectId' | 'what' | 'reason' | 'lang' | 'proposedAt' | 'hearUntil'>,
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO budgeting.scope_change (project_id, id, what, reason, lang, proposed_at, hear_until)
    VALUES (${one.projectId}, ${one.id}, ${one.what}, ${one.reason}, ${one.lang}, ${one.proposedAt}, ${one.hearUntil})
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

export async function setStatement(
  tx: Tx,
  { projectId, id }: Pick<ScopeChange, 'projectId' | 'id'>,
  said: { text: string; lang: Lang; mailboxId: string; now: Date },
): Promise<void> {
  await sql`
    UPDATE budgeting.scope_change SET statement = ${said.text}, statement_lang = ${said.lang}, statement_at = ${said.now},
      stated_by = ${said.mailboxId}
    WHERE project_id = ${projectId} AND id = ${id} AND outcome IS NULL`.execute(tx)
}

export async function closeScopeChange(
  tx: Tx,
  { projectId, id }: Pick<ScopeChange, 'projectId' | 'id'>,
  outcome: 'in-force' | 'withdrawn',
  now: Date,
): Promise<void> {
  await sql`
    UPDATE budgeting.scope_change SET outcome = ${outcome}, closed_at = ${now}
    WHERE project_id = ${projectId} AND id = ${id} AND outcome IS NULL`.execute(tx)
}

export interface CouncilDecision {
  id: string
  projectId: string
  cause: Cause
  outcome: DecisionOutcome
  reason: string
  lang: Lang
  decisionNumber: string
  decisionOn: PlainDay
  amount: number
  next: { number: number; title: string; lang: Lang; names: Names } | null
  decidedAt: Date
}

export async function addDecision(
  tx: Tx,
  one: Omit<CouncilDecision, 'next' | 'id'> & { nextProjectId: string | null },
): Promise<void> {
  await sql`
    INSERT INTO budgeting.delivery_decision (project_id, id, cause, outcome, reason, lang, decision_number, decision_on, amount, next_project_id,
      decided_at)
    VALUES (${one.projectId}, ${newId(one.decidedAt)}, ${one.cause}, ${one.outcome}, ${one.reason}, ${one.lang}, ${one.decisionNumber},
      ${one.decisionOn}, ${one.amount}, ${one.nextProjectId}, ${one.decidedAt})`.execute(tx)
}

/** What the council decided about a project, the oldest first. */
export async function decisionsOf(db: Db | Tx, projectId: string): Promise<CouncilDecision[]> {
  const { rows } = await sql<CouncilDecision>`
    SELECT c.id, c.project_id AS "projectId", c.cause, c.outcome, c.reason, c.lang, c.decision_number AS "decisionNumber",
      c.decision_on AS "decisionOn", c.amount, c.decided_at AS "decidedAt",
      CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('number', n.number, 'title', n.title, 'lang', n.lang, 'names', ${namesOfIdea}) END AS next
    FROM budgeting.delivery_decision c LEFT JOIN budgeting.project n ON n.id = c.next_project_id LEFT JOIN budgeting.idea i ON i.id = n.idea_id
    WHERE c.project_id = ${projectId} ORDER BY c.id`.execute(db)
  return rows
}

export interface ProjectEvent {
  kind: string
  data: Record<string, string | number>
  happenedAt: Date
}

/** What happened to a project, for its page: the message `budgeting.delivery.event.<kind>` with `data` as its arguments. */
export async function recordProjectEvent(
  tx: Tx,
  projectId: string,
  kind: string,
  data: Record<string, string | number>,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO budgeting.project_event (project_id, id, kind, data, happened_at)
    VALUES (${projectId}, ${newId(now)}, ${kind}, ${JSON.stringify(data)}::jsonb, ${now})`.execute(tx)
}

export async function projectEventsOf(db: Db | Tx, projectId: string): Promise<ProjectEvent[]> {
  const { rows } = await sql<ProjectEvent>`
    SELECT kind, data, happened_at AS "happenedAt" FROM budgeting.project_event
    WHERE project_id = ${projectId} ORDER BY happened_at, id`.execute(db)
  return rows
}

/** How many answered that it is done, and that it is not. */
export async function countAnswers(db: Db | Tx, projectId: string): Promise<{ yes: number; no: number }> {
  const { rows } = await sql<{ yes: number; no: number }>`
    SELECT count(*) FILTER (WHERE is_done) AS yes, count(*) FILTER (WHERE NOT is_done) AS no
    FROM budgeting.done_answer WHERE project_id = ${projectId}`.execute(db)
  return rows[0] as { yes: number; no: number }
}

export interface DoneAnswer {
  isDone: boolean
  comment: string | null
  lang: Lang
  answeredAt: Date
}

export async function answerOf(db: Db | Tx, projectId: string, mailboxId: string): Promise<DoneAnswer | null> {
  const { rows } = await sql<DoneAnswer>`
    SELECT is_done AS "isDone", comment, lang, answered_at AS "answeredAt" FROM budgeting.done_answer
    WHERE project_id = ${projectId} AND mailbox_id = ${mailboxId}`.execute(db)
  return rows[0] ?? null
}

/** What people said with their answers, the newest first; for the office, without names. */
export async function commentsOn(db: Db | Tx, projectId: string): Promise<DoneAnswer[]> {
  const { rows } = await sql<DoneAnswer>`
    SELECT is_done AS "isDone", comment, lang, answered_at AS "answeredAt" FROM budgeting.done_answer
    WHERE project_id = ${projectId} AND comment IS NOT NULL ORDER BY answered_at DESC, mailbox_id LIMIT 200`.execute(db)
  return rows
}

/** One answer a mailbox: a later one takes its place. */
export async function keepAnswer(
  tx: Tx,
  projectId: string,
  mailboxId: string,
  answer: Omit<DoneAnswer, 'answeredAt'>,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO budgeting.done_answer (project_id, mailbox_id, is_done, comment, lang, answered_at)
    VALUES (${projectId}, ${mailboxId}, ${answer.isDone}, ${answer.comment}, ${answer.lang}, ${now})
    ON CONFLICT (project_id, mailbox_id) DO UPDATE SET is_done = excluded.is_done, comment = excluded.comment, lang = excluded.lang,
      answered_at = excluded.answered_at`.execute(tx)
}
