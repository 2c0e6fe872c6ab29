import { sql } from 'kysely'
import { column, type DatasetColumn, defineDataset } from '#commons/datasets/dataset.ts'
import type { Context } from '#kernel/http/context.ts'
import { nameIn } from '../names.ts'
import { milestonesOf, moneyLinesOf } from './plan-store.ts'
import { type Delivery, expectedCost, type Milestone, type MoneyLine, sumsOf } from './project.ts'
import { deliveriesWhere } from './store.ts'

const MINUTES = 5 * 60
const BATCH = 200

export interface InProcess {
  process: number
  currency: string
  delivery: Delivery
}
export interface ProjectRow extends InProcess {
  lines: MoneyLine[]
}

export type LineRow = InProcess & { line: MoneyLine }
export type MilestoneRow = InProcess & { milestone: Milestone }

/** Columns by which a row of any file is joined with the others. */
const which = [
  { name: 'process', type: 'integer', about: 'budgeting.delivery.column.process', of: (row) => row.process },
  { name: 'project', type: 'integer', about: 'budgeting.delivery.column.project', of: (row) => row.delivery.number },
] as const satisfies DatasetColumn<InProcess>[]

/** What a project is called in each language, so that who makes something of a file needs no other one. */
export const titlesOf = <Row>(named: (row: Row) => Parameters<typeof nameIn>[0]) => [
  column<Row>('title_ro', 'text', 'budgeting.delivery.column.title-ro', (row) => nameIn(named(row), 'ro')),
  column<Row>('title_ru', 'text', 'budgeting.delivery.column.title-ru', (row) => nameIn(named(row), 'ru')),
  column<Row>('title_en', 'text', 'budgeting.delivery.column.title-en', (row) => nameIn(named(row), 'en')),
]

/** One row a funded project, also one that was stopped. */
export const projects = defineDataset<ProjectRow>({
  name: 'budget-projects',
  operation: 'downloadFundedProjects',
  title: 'budgeting.delivery.dataset.projects',
  refresh: 'budgeting.delivery.refresh',
  path: '/processes/delivery/projects',
  cacheSeconds: MINUTES,
  columns: [
    ...which,
    { name: 'title', type: 'text', about: 'budgeting.delivery.column.title', of: (row) => row.delivery.title },
    { name: 'lang', type: 'code', about: 'budgeting.delivery.column.lang', of: (row) => row.delivery.lang },
    { name: 'idea', type: 'integer', about: 'budgeting.delivery.column.idea', of: (row) => row.delivery.idea.number },
    {
      name: 'envelope',
      type: 'integer',
      about: 'budgeting.delivery.column.envelope',
      of: (row) => row.delivery.envelope,
    },
    { name: 'place', type: 'code', about: 'budgeting.delivery.column.place', of: (row) => row.delivery.placeKey },
    { name: 'state', type: 'code', about: 'budgeting.delivery.column.state', of: (row) => row.delivery.state },
    {
      name: 'chosen_by',
      type: 'code',
      about: 'budgeting.delivery.column.chosen-by',
      of: (row) => row.delivery.chosenBy,
    },
    {
      name: 'replaces',
      type: 'integer',
      about: 'budgeting.delivery.column.replaces',
      of: (row) => row.delivery.replaces?.number ?? null,
    },
    {
      name: 'authority',
      type: 'code',
      about: 'budgeting.delivery.column.authority',
      of: (row) => row.delivery.organisation.slug,
    },
    { name: 'office', type: 'text', about: 'budgeting.delivery.column.office', of: (row) => row.delivery.office },
    { name: 'currency', type: 'code', about: 'budgeting.delivery.column.currency', of: (row) => row.currency },
    { name: 'cost', type: 'integer', about: 'budgeting.delivery.column.cost', of: (row) => row.delivery.cost },
    {
      name: 'planned',
      type: 'integer',
      about: 'budgeting.delivery.column.planned',
      of: ({ lines }) => sumsOf(lines).planned,
    },
    {
      name: 'contracted',
      type: 'integer',
      about: 'budgeting.delivery.column.contracted',
      of: ({ lines }) => sumsOf(lines).contracted,
    },
    { name: 'paid', type: 'integer', about: 'budgeting.delivery.column.paid', of: ({ lines }) => sumsOf(lines).paid },
    {
      name: 'over',
      type: 'integer',
      about: 'budgeting.delivery.column.over',
      of: ({ lines, delivery }) => (lines.length === 0 ? 0 : expectedCost(lines) - delivery.cost),
    },
    { name: 'done_on', type: 'day', about: 'budgeting.delivery.column.done-on', of: (row) => row.delivery.doneOn },
    {
      name: 'checked_on',
      type: 'day',
      about: 'budgeting.delivery.column.checked-on',
      of: (row) => row.delivery.checkedOn,
    },
    {
      name: 'warranty_until',
      type: 'day',
      about: 'budgeting.delivery.column.warranty-until',
      of: (row) => row.delivery.warrantyUntil,
    },
    ...titlesOf<ProjectRow>(({ delivery }) => delivery),
  ],
  rows: async (ctx) => projectRows(ctx),
})

/** One row a line of money. */
export const lines = defineDataset<LineRow>({
  name: 'budget-money-lines',
  operation: 'downloadMoneyLines',
  title: 'budgeting.delivery.dataset.money',
  refresh: 'budgeting.delivery.refresh',
  path: '/processes/delivery/money',
  cacheSeconds: MINUTES,
  columns: [
    ...which,
    { name: 'what', type: 'text', about: 'budgeting.delivery.column.what', of: ({ line }) => line.what },
    { name: 'lang', type: 'code', about: 'budgeting.delivery.column.lang', of: ({ line }) => line.lang },
    { name: 'currency', type: 'code', about: 'budgeting.delivery.column.currency', of: (row) => row.currency },
    { name: 'planned', type: 'integer', about: 'budgeting.delivery.column.planned', of: ({ line }) => line.planned },
    {
      name: 'contracted',
      type: 'integer',
      about: 'budgeting.delivery.column.contracted',
      of: ({ line }) => line.contract?.contracted ?? null,
    },
    { name: 'paid', type: 'integer', about: 'budgeting.delivery.column.paid', of: ({ line }) => line.paid },
    {
      name: 'supplier',
      type: 'text',
      about: 'budgeting.delivery.column.supplier',
      of: ({ line }) => line.contract?.supplier ?? null,
    },
    {
      name: 'contract_number',
      type: 'text',
      about: 'budgeting.delivery.column.contract-number',
      of: ({ line }) => line.contract?.contractNumber ?? null,
    },
    {
      name: 'contract_on',
      type: 'day',
      about: 'budgeting.delivery.column.contract-on',
      of: ({ line }) => line.contract?.contractOn ?? null,
    },
    {
      name: 'contract_url',
      type: 'text',
      about: 'budgeting.delivery.column.contract-url',
      of: ({ line }) => line.contract?.contractUrl ?? null,
    },
    {
      name: 'ocid',
      type: 'text',
      about: 'budgeting.delivery.column.ocid',
      of: ({ line }) => line.contract?.ocid ?? null,
    },
  ],
  rows: async (ctx) => lineRows(ctx),
})

/** One row a milestone. */
export const milestones = defineDataset<MilestoneRow>({
  name: 'budget-milestones',
  operation: 'downloadMilestones',
  title: 'budgeting.delivery.dataset.milestones',
  refresh: 'budgeting.delivery.refresh',
  path: '/processes/delivery/milestones',
  cacheSeconds: MINUTES,
  columns: [
    ...which,
    {
      name: 'title',
      type: 'text',
      about: 'budgeting.delivery.column.milestone',
      of: ({ milestone }) => milestone.title,
    },
    { name: 'lang', type: 'code', about: 'budgeting.delivery.column.lang', of: ({ milestone }) => milestone.lang },
    {
      name: 'first_planned_on',
      type: 'day',
      about: 'budgeting.delivery.column.first-planned-on',
      of: ({ milestone }) => milestone.firstPlannedOn,
    },
    {
      name: 'planned_on',
      type: 'day',
      about: 'budgeting.delivery.column.planned-on',
      of: ({ milestone }) => milestone.plannedOn,
    },
    {
      name: 'done_on',
      type: 'day',
      about: 'budgeting.delivery.column.milestone-done-on',
      of: ({ milestone }) => milestone.doneOn,
    },
  ],
  rows: async (ctx) => milestoneRows(ctx),
})

export const datasets = [projects, lines, milestones]

async function* batches(ctx: Context): AsyncIterable<InProcess[]> {
  const { rows } = await sql<{ id: string; number: number; currency: string }>`
    SELECT r.id, r.number, b.currency FROM processes.process r JOIN budgeting.budget b ON b.process_id = r.id
    WHERE r.published_at IS NOT NULL AND r.rehearsal_of IS NULL AND EXISTS (SELECT 1 FROM budgeting.delivery d WHERE d.process_id = r.id) ORDER BY r.number`.execute(
    ctx.db,
  )
  for (const { id, number, currency } of rows)
    for (let after = 0; ; ) {
      const found = await deliveriesWhere(
        ctx.db,
        sql`d.process_id = ${id} AND p.number > ${after} ORDER BY p.number LIMIT ${BATCH}`,
      )
      yield found.map((delivery) => ({ process: number, currency, delivery }))
      if (found.length < BATCH) break
      after = found.at(-1)?.number ?? after
    }
}

const idsOf = (batch: InProcess[]) => batch.map(({ delivery }) => delivery.projectId)

export async function* projectRows(ctx: Context): AsyncIterable<ProjectRow> {
  for await (const batch of batches(ctx)) {
    const all = await moneyLinesOf(ctx.db, idsOf(batch))
    for (const row of batch)
      yield { ...row, lines: all.filter(({ projectId }) => projectId === row.delivery.projectId) }
  }
}

export async function* lineRows(ctx: Context): AsyncIterable<LineRow> {
  for await (const batch of batches(ctx)) {
    const all = await moneyLinesOf(ctx.db, idsOf(batch))
    for (const row of batch)
      for (const line of all) if (line.projectId === row.delivery.projectId) yield { ...row, line }
  }
}

export async function* milestoneRows(ctx: Context): AsyncIterable<MilestoneRow> {
  for await (const batch of batches(ctx)) {
    const all = await milestonesOf(ctx.db, idsOf(batch))
    for (const row of batch)
      for (const milestone of all) if (milestone.projectId === row.delivery.projectId) yield { ...row, milestone }
  }
}
