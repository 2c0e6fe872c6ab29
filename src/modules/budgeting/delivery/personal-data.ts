import { sql } from 'kysely'
import type { PersonalData } from '#commons/people/data/personal-data.ts'

/** What somebody answered to "is it done?". The words go with the account, and so does the answer. */
const answers: PersonalData = {
  name: 'budgeting.done-answers',
  what: 'budgeting.delivery.personal-data.answer',
  why: 'budgeting.delivery.personal-data.answer.why',
  kept: { key: 'budgeting.delivery.personal-data.long' },
  erased: 'budgeting.delivery.personal-data.answer.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT r.number AS process, p.number AS project, p.title, a.is_done AS done, a.comment, a.answered_at AS "answeredAt"
      FROM budgeting.done_answer a JOIN budgeting.project p ON p.id = a.project_id JOIN processes.process r ON r.id = p.process_id
      WHERE a.mailbox_id = ${mailboxId} ORDER BY a.answered_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`DELETE FROM budgeting.done_answer WHERE mailbox_id = ${mailboxId}`.execute(tx)
  },
}

/** What an author said of a change of their project. That they were heard stays; the words go. */
const statements: PersonalData = {
  name: 'budgeting.statements',
  what: 'budgeting.delivery.personal-data.statement',
  why: 'budgeting.delivery.personal-data.statement.why',
  kept: { key: 'budgeting.delivery.personal-data.long' },
  erased: 'budgeting.delivery.personal-data.statement.erased',
  async export(ctx, mailboxId) {
    const { rows } = await sql`
      SELECT r.number AS process, p.number AS project, p.title, s.statement AS text, s.statement_at AS "statedAt"
      FROM budgeting.scope_change s JOIN budgeting.project p ON p.id = s.project_id JOIN processes.process r ON r.id = p.process_id
      WHERE s.stated_by = ${mailboxId} ORDER BY s.statement_at`.execute(ctx.db)
    return rows
  },
  async erase(tx, mailboxId) {
    await sql`
      UPDATE budgeting.scope_change SET statement = NULL, statement_lang = NULL, stated_by = NULL WHERE stated_by = ${mailboxId}`.execute(
      tx,
    )
  },
}

/** Which projects an officer answers for; shown in the workspace of their authority. */
const tasks: PersonalData = {
  name: 'budgeting.project-officers',
  what: 'budgeting.delivery.personal-data.officer',
  why: 'budgeting.delivery.personal-data.officer.why',
  kept: { key: 'budgeting.delivery.personal-data.long' },
  erased: 'budgeting.delivery.personal-data.officer.erased',
  async export(ctx, _mailboxId, accountId) {
    const { rows } = await sql`
      SELECT r.number AS process, p.number AS project, p.title
      FROM budgeting.delivery d JOIN budgeting.project p ON p.id = d.project_id JOIN processes.process r ON r.id = d.process_id
      WHERE d.officer_id = ${accountId} ORDER BY r.number, p.number`.execute(ctx.db)
    return rows
  },
  async erase(tx, _mailboxId, accountId) {
    await sql`UPDATE budgeting.delivery SET officer_id = NULL WHERE officer_id = ${accountId}`.execute(tx)
  },
}

export const personalData: PersonalData[] = [answers, statements, tasks]
