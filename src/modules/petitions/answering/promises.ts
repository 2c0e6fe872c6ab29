import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { clocksOf, startClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { announce } from '#commons/notices/notices.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { ThresholdName } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { CASE } from './case.ts'
import { type CaseRow, lockCase, moveCase } from './case-store.ts'
import { petitionNews } from './news.ts'
import { promisedAnswerDays, promisedHearingDays } from './settings.ts'
import { promisedClocks } from './terms.ts'
import { canReply, writeOfPromise } from './write-to-authority.ts'

type Ctx = Pick<Services, 'calendar'> & { tx: Tx; now: Date }

/** Stops the promised clocks of a case that run. @returns how many */
export async function stopPromises(
  ctx: Ctx,
  caseId: string,
  name: ThresholdName | 'all',
  on: PlainDay,
): Promise<number> {
  const wanted = name === 'all' ? Object.values(promisedClocks) : [promisedClocks[name]]
  const running = (await clocksOf(ctx.tx, ctx.calendar, CASE, [caseId])).filter(
    (clock) => clock.clock.stoppedOn === undefined && wanted.some((one) => one === clock.name.split('.')[0]),
  )
  for (const clock of running) await stopClock(ctx.tx, ctx.calendar, clock, on)
  return running.length
}

interface Due {
  petitionId: string
  organisationId: string
  name: ThresholdName
  crossed: boolean
}

/**
 * Keeps the authorities' promises in step with the thresholds: a crossed one starts the promised clock of its authority, one that
 * is no longer crossed stops it, with a word on the timeline. Safe to repeat: what has been done is not found again.
 */
export async function keepPromises(services: Services): Promise<void> {
  await eachApart(await promisesToTouch(services), (due) =>
    transact(services.db, async (tx) => {
      const ctx = { ...services, tx, now: services.clock.now() }
      if (due.crossed) await startPromise(ctx, due)
      else await dropPromise(ctx, due)
    }),
  )
}

async function promisesToTouch(services: Services): Promise<Due[]> {
  const { rows } = await sql<Due>`
    SELECT t.petition_id AS "petitionId", t.organisation_id AS "organisationId", t.name, t.crossed_at IS NOT NULL AS crossed
    FROM petitions.threshold t
    LEFT JOIN petitions.case c ON c.petition_id = t.petition_id AND c.organisation_id = t.organisation_id
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE k.stopped_on IS NULL) AS running FROM lifecycle.clock k
      WHERE k.subject_kind = 'petitions.case' AND k.subject_id = c.id::text AND split_part(k.name, '.', 1) = 'promised-' || t.name
    ) k ON true
    WHERE (t.crossed_at IS NOT NULL AND coalesce(k.running, 0) = 0 AND coalesce(c.state, 'waiting') <> 'redirected'
        AND NOT (t.name = 'answer' AND c.outcome IS NOT NULL)
        AND NOT (t.name = 'hearing' AND EXISTS (SELECT 1 FROM petitions.case_follow_up f WHERE f.case_id = c.id AND f.kind = 'hearing')))
      OR (t.crossed_at IS NULL AND k.running > 0)
    ORDER BY t.petition_id, t.name LIMIT 500`.execute(services.db)
  return rows
}

async function startPromise(ctx: Services & { tx: Tx; now: Date }, due: Due): Promise<void> {
  const today = dayOf(ctx.now, ctx.timeZone)
  await sql`
    INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
    VALUES (${newId(ctx.now)}, ${due.petitionId}, ${due.organisationId}, 'waiting', ${ctx.now}) ON CONFLICT DO NOTHING`.execute(
    ctx.tx,
  )
  const one = await lockPromised(ctx.tx, due)
  if (one.state === 'waiting') await moveCase(ctx.tx, one, 'promised')
  const earlier = (await clocksOf(ctx.tx, ctx.calendar, CASE, [one.id])).filter(
    (clock) => clock.name.split('.')[0] === promisedClocks[due.name],
  )
  if (earlier.some((clock) => clock.clock.stoppedOn === undefined)) return
  const setting = due.name === 'answer' ? promisedAnswerDays : promisedHearingDays
  const length = await ctx.settings.valueOn(setting, today, one.organisationId)
  await startClock(
    ctx.tx,
    ctx.calendar,
    {
      // One name a crossing: crossed twice on a day, it still starts anew.
      name: earlier.length === 0 ? promisedClocks[due.name] : `${promisedClocks[due.name]}.${earlier.length + 1}`,
      subject: { kind: CASE, id: one.id },
      organisationId: one.organisationId,
      placeKey: one.organisation.placeKey,
      by: { promisedBy: one.organisation.slug },
      unit: 'days',
      length,
      startsOn: today,
    },
    ctx.now,
  )
  await recordPromise(ctx, one, due, 'started', today)
  // Told once: signatures that come and go around a threshold would tell it again and again.
  if (earlier.length === 0)
    await announce(
      ctx.tx,
      petitionNews,
      { kind: 'threshold', subjectId: one.petitionId, data: { caseId: one.id, name: due.name } },
      ctx.now,
    )
  // So is its letter, unless nobody there could answer by now.
  if (earlier.length === 0 || !(await canReply(ctx, one, length))) await writeOfPromise(ctx, one, due.name)
}

async function dropPromise(ctx: Services & { tx: Tx; now: Date }, due: Due): Promise<void> {
  const one = await lockPromised(ctx.tx, due)
  const today = dayOf(ctx.now, ctx.timeZone)
  if ((await stopPromises(ctx, one.id, due.name, today)) === 0) return
  const others = (await clocksOf(ctx.tx, ctx.calendar, CASE, [one.id])).some(
    (clock) => clock.clock.stoppedOn === undefined,
  )
  if (one.state === 'promised' && !others) await moveCase(ctx.tx, one, 'waiting')
  await recordPromise(ctx, one, due, 'dropped', today)
}

async function lockPromised(tx: Tx, due: Due): Promise<CaseRow> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.case WHERE petition_id = ${due.petitionId} AND organisation_id = ${due.organisationId}`.execute(
    tx,
  )
  return lockCase(tx, rows[0]?.id as string)
}

async function recordPromise(
  ctx: { tx: Tx; now: Date },
  one: CaseRow,
  due: Due,
  what: 'started' | 'dropped',
  today: PlainDay,
): Promise<void> {
  await recordEvent(ctx.tx, {
    petitionId: one.petitionId,
    kind: `answering.promise-${what}`,
    data: { authority: one.organisation.name, name: due.name },
    now: ctx.now,
  })
  appendEntries(
    ctx.tx,
    [
      {
        kind: `petitions.promise-${what}`,
        v: 1,
        petition: one.number,
        authority: one.organisation.slug,
        name: due.name,
        day: today,
      },
    ],
    ctx.now,
  )
}
