import { sql } from 'kysely'
import { permit, personOf } from '#commons/access/permit.ts'
import { dayOf, daysBetween, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import { writtenBy } from '../ideas/co-author-store.ts'
import type { Aspect } from './aspects.ts'
import { APPEAL_DECISION, OPINION } from './clocks.ts'
import { reviewIdeas } from './permissions.ts'
import type { IdeaQueue } from './replies.ts'

interface Row {
  number: number
  title: string
  lang: Lang
  process: Localised
  waits: 'opinion' | 'appeal' | 'decision' | 'offices' | 'colleague'
  aspect: Aspect | null
  dueOn: PlainDay | null
}

/** More than an office has at a time; the rest comes when these are done. */
const MOST = 200

/** What waits for an officer's authorities: opinions they owe, and ideas of their budgets to decide. What is due first comes first. */
export async function listIdeaQueue(ctx: Context): Promise<IdeaQueue> {
  permit(ctx, reviewIdeas)
  const rows = await rowsOf(ctx)
  const today = dayOf(ctx.now, ctx.timeZone)
  const items = rows.map(({ process, ...row }) => ({
    ...row,
    process: inLang(process, ctx.lang),
    overdueDays: row.dueOn === null ? 0 : Math.max(0, daysBetween(row.dueOn, today)),
  }))
  return {
    items: items.slice(0, MOST),
    total: items.length,
    overdue: items.filter(({ overdueDays }) => overdueDays > 0).length,
  }
}

/** What waits for the viewer, and not for other offices, nor for a colleague because the viewer refused or wrote it. */
export async function ideasWaiting(ctx: Context): Promise<Waiting> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const rows = (await rowsOf(ctx)).filter(({ waits }) => waits !== 'offices' && waits !== 'colleague')
  const due = rows.flatMap(({ dueOn }) => dueOn ?? [])
  return {
    count: rows.length,
    overdue: due.filter((day) => day < today).length,
    dueOn: due.find((day) => day >= today) ?? null,
  }
}

async function rowsOf(ctx: Context): Promise<Row[]> {
  const own = ownOrganisations(ctx)
  const { accountId, mailboxId } = personOf(ctx)
  const wrote = writtenBy(mailboxId)
  const running = sql`LEFT JOIN lifecycle.clock k ON k.subject_kind = ${OPINION} AND k.subject_id = p.id::text AND k.stopped_on IS NULL`
  const { rows } = await sql<Row>`
    SELECT * FROM (
      SELECT i.number, i.title, i.lang, r.title AS process, CASE WHEN ${wrote} THEN 'colleague' ELSE 'opinion' END AS waits, p.aspect, k.due_on AS "dueOn"
      FROM budgeting.opinion p JOIN budgeting.idea i ON i.id = p.idea_id JOIN processes.process r ON r.id = i.process_id ${running}
      WHERE p.organisation_id = ANY(${own}::uuid[]) AND p.given_at IS NULL AND i.state IN ('review', 'appealed') AND r.state = 'running'
      UNION ALL
      SELECT i.number, i.title, i.lang, r.title, CASE WHEN ${wrote} OR i.state = 'appealed' AND i.refused_by = ${accountId} THEN 'colleague'
        WHEN i.state = 'appealed' THEN 'appeal' WHEN o.open > 0 THEN 'offices' ELSE 'decision' END,
        NULL, CASE WHEN i.state = 'appealed' THEN least(a.due_on, o.due_on) ELSE o.due_on END
      FROM processes.process r JOIN budgeting.idea i ON i.process_id = r.id
      CROSS JOIN LATERAL (
        SELECT count(*) AS open, min(k.due_on) AS due_on FROM budgeting.opinion p ${running} WHERE p.idea_id = i.id AND p.given_at IS NULL) o
      LEFT JOIN lifecycle.clock a ON a.subject_kind = ${APPEAL_DECISION} AND a.subject_id = i.id::text AND a.stopped_on IS NULL
      WHERE r.organisation_id = ANY(${own}::uuid[]) AND r.state = 'running' AND i.state IN ('review', 'appealed')
    ) waiting
    ORDER BY "dueOn" NULLS LAST, number, aspect NULLS LAST LIMIT 1000`.execute(ctx.db)
  return rows
}
