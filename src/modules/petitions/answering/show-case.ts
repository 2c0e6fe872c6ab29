import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { deadline } from '#commons/lifecycle/clock.ts'
import { clocksOf } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { countsOf } from '../store.ts'
import { CASE } from './case.ts'
import { type CaseRow, findCase, listAuthorities, officersOf } from './case-store.ts'
import { publicCases } from './case-view.ts'
import { answerPetitions, officerOf } from './permissions.ts'
import { readLodging, unsealMended } from './private-data.ts'
import { recordCaseReading } from './record-reading.ts'
import type { CaseView } from './replies.ts'
import { termOn } from './terms.ts'

/** Everything an officer needs to decide a case, on one page. Whoever opens it has read the starter's data, and that is recorded. */
export async function showCase(ctx: Context, id: string): Promise<CaseView> {
  permit(ctx, answerPetitions)
  const one = await findCase(ctx.db, id)
  const hand = officerOf(ctx, one)
  const [[shown], counts, officers, authorities, defects] = await Promise.all([
    publicCases(ctx, [one]),
    countsOf(ctx.db, one.petitionId),
    officersOf(ctx.db, one.organisationId),
    listAuthorities(ctx.db),
    defectsOf(ctx, one),
  ])
  const starter = one.lodgingId ? await starterOf(ctx, one.lodgingId) : null
  if (starter) await recordCaseReading(ctx.db, one, hand.by, ctx.now)
  const names = officers.map(({ accountId, name }) => ({ id: accountId, name: name ?? '—' }))
  return {
    id: one.id,
    petition: { number: one.number, slug: one.slug, title: one.title, lang: one.lang, whyHtml: one.whyHtml },
    count: { total: counts.total, email: counts.email, strong: counts.strong, signed: counts.signed },
    case: shown as NonNullable<typeof shown>,
    responsible: names.find((officer) => officer.id === one.responsibleId)?.name ?? null,
    starter,
    defects,
    may: await mayOf(ctx, one),
    redirectUntil: one.registeredAt && one.state === 'registered' ? redirectUntil(ctx, one.registeredAt) : null,
    officers: names,
    authorities: authorities
      .filter(({ slug }) => slug !== one.organisation.slug)
      .map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
    today: dayOf(ctx.now, ctx.timeZone),
  }
}

async function starterOf(ctx: Context, lodgingId: string) {
  const { data, level, lodgedAt } = await readLodging(ctx.db, ctx.secrets.vault, lodgingId)
  return data && { ...data, level, lodgedAt: lodgedAt.toISOString() }
}

async function defectsOf(ctx: Context, one: CaseRow): Promise<CaseView['defects']> {
  const { rows } = await sql<{ id: string; text: string; untilOn: string; askedAt: Date; sealed: Buffer | null }>`
    SELECT id, text, until_on AS "untilOn", asked_at AS "askedAt", mended_sealed AS sealed FROM petitions.case_defect
    WHERE case_id = ${one.id} ORDER BY asked_at`.execute(ctx.db)
  return rows.map(({ id, text, untilOn, askedAt, sealed }) => ({
    text,
    untilOn,
    askedAt: askedAt.toISOString(),
    mended: sealed ? unsealMended(ctx.secrets.vault, id, sealed) : null,
  }))
}

/** Last working day on which the law lets the petition be redirected. */
function redirectUntil(ctx: Context, registeredAt: Date): string {
  const startsOn = dayOf(registeredAt, ctx.timeZone)
  const { length, unit, basis } = termOn('redirect', startsOn)
  const due = deadline({ kind: 'legal', basis, unit, length, startsOn, pauses: [], extensions: [] }, ctx.calendar)
  return due.dueOn as string
}

async function mayOf(ctx: Context, one: CaseRow): Promise<CaseView['may']> {
  const hearing = (await clocksOf(ctx.db, ctx.calendar, CASE, [one.id])).some(
    ({ name, clock }) => name.startsWith('promised-hearing') && clock.stoppedOn === undefined,
  )
  const always: CaseView['may'] = hearing ? ['hearing'] : []
  const corrects: CaseView['may'] = one.outcome && one.outcome !== 'redirected' ? ['correct'] : []
  if (one.state === 'delivered') return ['register', ...always]
  if (one.state === 'promised') return ['answer', ...always]
  if (one.state === 'registered') return ['answer', 'askToMend', 'extend', 'redirect', ...always]
  if (one.state === 'mending') return ['leaveUnexamined', ...always]
  if (one.state === 'following') return ['followUp', 'finish', ...corrects, ...always]
  return [...corrects, ...always]
}
