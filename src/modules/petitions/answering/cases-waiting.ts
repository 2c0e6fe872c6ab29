import { type RawBuilder, sql } from 'kysely'
import { moderatedPlaces } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import type { Context } from '#kernel/http/context.ts'
import { CASE, openStates } from './case.ts'
import { answerPetitions, recordAnswers } from './permissions.ts'
import { waitsForPaper } from './record-answer.ts'

/** Cases in which an officer's authorities owe something. */
export function casesWaiting(ctx: Context): Promise<Waiting> {
  const authorities = ownOrganisations(ctx, answerPetitions)
  return count(ctx, sql`c.organisation_id = ANY(${authorities}::uuid[]) AND c.state = ANY(${[...openStates]}::text[])`)
}

/** Cases whose answers a moderator enters. */
export function answersToRecord(ctx: Context): Promise<Waiting> {
  return count(ctx, waitsForPaper(moderatedPlaces(ctx, recordAnswers)))
}

/** A case is late as soon as one of its terms has passed. */
async function count(ctx: Context, where: RawBuilder<unknown>): Promise<Waiting> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const { rows } = await sql<Waiting>`
    SELECT count(*)::integer AS count, count(*) FILTER (WHERE k.late)::integer AS overdue, min(k.due_on) AS "dueOn"
    FROM petitions.case c JOIN organisations.organisation o ON o.id = c.organisation_id
    CROSS JOIN LATERAL (
      SELECT bool_or(due_on < ${today}) AS late, min(due_on) FILTER (WHERE due_on >= ${today}) AS due_on FROM lifecycle.clock
      WHERE subject_kind = ${CASE} AND subject_id = c.id::text AND stopped_on IS NULL
    ) k
    WHERE ${where}`.execute(ctx.db)
  return rows[0] as Waiting
}
