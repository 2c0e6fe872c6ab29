import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Milestone, Moment, MoneyLine } from './project.ts'

/** Milestones of projects, by the day for which they are planned. */
export async function milestonesOf(db: Db | Tx, projectIds: string[]): Promise<Milestone[]> {
  const { rows } = await sql<Milestone>`
    SELECT id, project_id AS "projectId", title, lang, first_planned_on AS "firstPlannedOn", planned_on AS "plannedOn", done_on AS "doneOn"
    FROM budgeting.milestone WHERE project_id = ANY(${projectIds}::uuid[]) ORDER BY planned_on, id`.execute(db)
  return rows
}

export async function addMilestone(
  tx: Tx,
  one: Pick<Milestone, 'id' | 'projectId' | 'title' | 'lang' | 'plannedOn' | 'doneOn'>,
): Promise<void> {
  await sql`
    INSERT INTO budgeting.milestone (project_id, id, title, lang, first_planned_on, planned_on, done_on)
    VALUES (${one.projectId}, ${one.id}, ${one.title}, ${one.lang}, ${one.plannedOn}, ${one.plannedOn}, ${one.doneOn})`.execute(
    tx,
  )
}

export async function setMilestone(
  tx: Tx,
  { projectId, id }: Pick<Milestone, 'projectId' | 'id'>,
  { plannedOn, doneOn }: { plannedOn: PlainDay; doneOn: PlainDay | null },
): Promise<void> {
  await sql`
    UPDATE budgeting.milestone SET planned_on = ${plannedOn}, done_on = ${doneOn} WHERE project_id = ${projectId} AND id = ${id}`.execute(
    tx,
  )
}

interface LineRow extends Omit<MoneyLine, 'contract'> {
  contracted: number | null
  supplier: string
  contractNumber: string
  contractOn: PlainDay
  contractUrl: string | null
  ocid: string | null
}

/** Lines of money of projects, in the order in which they were added. */
export async function moneyLinesOf(db: Db | Tx, projectIds: string[]): Promise<MoneyLine[]> {
  const { rows } = await sql<LineRow>`
    SELECT id, project_id AS "projectId", what, lang, planned, contracted, paid, supplier, contract_number AS "contractNumber",
      contract_on AS "contractOn", contract_url AS "contractUrl", ocid
    FROM budgeting.money_line WHERE project_id = ANY(${projectIds}::uuid[]) ORDER BY project_id, id`.execute(db)
  return rows.map(({ id, projectId, what, lang, planned, paid, contracted, ...contract }) => ({
    id,
    projectId,
    what,
    lang,
    planned,
    paid,
    contract: contracted === null ? null : { contracted, ...contract },
  }))
}

export async function keepMoneyLine(tx: Tx, line: MoneyLine, now: Date): Promise<void> {
  const { contract } = line
  await sql`
    INSERT INTO budgeting.money_line (project_id, id, what, lang, planned, contracted, paid, supplier, contract_number, contract_on, contract_url,
      ocid, changed_at)
    VALUES (${line.projectId}, ${line.id}, ${line.what}, ${line.lang}, ${line.planned}, ${contract?.contracted ?? null}, ${line.paid},
      ${contract?.supplier ?? null}, ${contract?.contractNumber ?? null}, ${contract?.contractOn ?? null}, ${contract?.contractUrl ?? null},
      ${contract?.ocid ?? null}, ${now})
    ON CONFLICT (project_id, id) DO UPDATE SET what = excluded.what, lang = excluded.lang, planned = excluded.planned,
      contracted = excluded.contracted, paid = excluded.paid, supplier = excluded.supplier, contract_number = excluded.contract_number,
      contract_on = excluded.contract_on, contract_url = excluded.contract_url, ocid = excluded.ocid, changed_at = excluded.changed_at`.execute(
    tx,
  )
}

export interface PictureRow {
  id: string
  projectId: string
  moment: Moment
  takenOn: PlainDay
  sha256: string
  type: string
  size: number
  width: number | null
  height: number | null
  description: string
  lang: Lang
}

/** Pictures of a project: before, during, after, each by the day on which it was taken. */
export async function picturesOf(db: Db | Tx, projectId: string): Promise<PictureRow[]> {
  const { rows } = await sql<PictureRow>`
    SELECT id, project_id AS "projectId", moment, taken_on AS "takenOn", sha256, type, size, width, height, description, lang
    FROM budgeting.project_picture WHERE project_id = ${projectId}
    ORDER BY array_position(ARRAY['before', 'during', 'after'], moment), taken_on, id`.execute(db)
  return rows
}

export async function addPicture(tx: Tx, one: PictureRow, now: Date): Promise<void> {
  await sql`
    INSERT INTO budgeting.project_picture (project_id, id, moment, taken_on, sha256, type, size, width, height, description, lang, added_at)
    VALUES (${one.projectId}, ${one.id}, ${one.moment}, ${one.takenOn}, ${one.sha256}, ${one.type}, ${one.size}, ${one.width}, ${one.height},
      ${one.description}, ${one.lang}, ${now})`.execute(tx)
}

/** @returns whether it was there */
export async function removePicture(tx: Tx, projectId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    DELETE FROM budgeting.project_picture WHERE project_id = ${projectId} AND id = ${id} RETURNING id`.execute(tx)
  return rows.length > 0
}
