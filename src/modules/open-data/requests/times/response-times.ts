import { dayOf, startOfDay } from '#commons/lifecycle/plain-day.ts'
import { publishersById } from '#commons/organisations/authorities.ts'
import { smallestToldApart } from '#commons/settings/house-settings.ts'
import { publishable } from '#commons/settings/small-numbers.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { RequestKind } from '../request.ts'
import { finishedQuarters, type Quarter, type QuarterDays } from './quarters.ts'
import { answeredRows } from './store.ts'

/** Two years: older ones stay in the versions of the dataset. */
const QUARTERS = 8

export interface ResponseTimes {
  quarter: Quarter
  kind: RequestKind
  /** Null: of all institutions together. */
  institution: { slug: string; name: Localised } | null
  answered: number
  medianDays: number
  /** A lower bound in whole steps of k; null where that would be less than k. */
  inTimeAtLeast: number | null
}

/** How fast requests were answered, of quarters that are over, the newest first; only what may be told of people (`store.ts`). */
export async function responseTimes(services: Services): Promise<{ k: number; rows: ResponseTimes[] }> {
  const { db, timeZone } = services
  const today = dayOf(services.clock.now(), timeZone)
  const k = await services.settings.valueOn(smallestToldApart, today)
  const quarters = finishedQuarters(today, QUARTERS)
  const from = startOfDay((quarters.at(-1) as QuarterDays).from, timeZone)
  const until = startOfDay((quarters[0] as QuarterDays).until, timeZone)
  const found = await answeredRows(db, { from, until, timeZone, k })
  // Also those that are no authority any more: without its name a row would pass for that of all together.
  const institutions = await publishersById(
    db,
    found.flatMap(({ organisationId }) => organisationId ?? []),
  )
  const byId = new Map(institutions.map(({ id, slug, name }) => [id, { slug, name }]))
  const rows = found.map(({ quarter, kind, organisationId, answered, medianDays, inTime }) => ({
    ...{ quarter, kind, answered },
    institution: organisationId === null ? null : (byId.get(organisationId) ?? null),
    medianDays: Math.round(medianDays),
    inTimeAtLeast: publishable({ inTime, late: answered - inTime }, k).cells.inTime ?? null,
  }))
  return { k, rows: rows.sort(byQuarter) }
}

/** The newest quarter first; in it all together, then who answered most. */
function byQuarter(a: ResponseTimes, b: ResponseTimes): number {
  if (a.quarter !== b.quarter) return a.quarter < b.quarter ? 1 : -1
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1
  if (a.institution === null || b.institution === null) return a.institution === null ? -1 : 1
  return b.answered - a.answered || (a.institution.slug < b.institution.slug ? -1 : 1)
}
