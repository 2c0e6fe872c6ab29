import { sql } from 'kysely'
import { moderatedPlaces, permit } from '#commons/access/permit.ts'
import { clocksOf } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { inLang, type Lang, type Localised } from '#kernel/i18n/lang.ts'
import { type AnswerForm, answer } from './answer-case.ts'
import { CASE, type CaseState } from './case.ts'
import { findCase, officersOf } from './case-store.ts'
import { clockView } from './case-view.ts'
import { nearestTerms, runningOf } from './list-cases.ts'
import { recordAnswers, recorderOf } from './permissions.ts'
import type { RecordList, RecordView } from './replies.ts'
import { registered } from './reply-by-link.ts'

/**
 * A moderator enters the answer that an authority without an account sent on paper or by mail, with its file.
 *
 * @throws RuleBroken petitions.answering.has-officer when the authority answers here itself
 */
export async function recordAnswer(ctx: WriteContext, caseId: string, form: AnswerForm): Promise<void> {
  permit(ctx, recordAnswers)
  const found = await findCase(ctx.tx, caseId)
  const hand = recorderOf(ctx, found)
  if ((await officersOf(ctx.tx, found.organisationId)).length > 0)
    throw new RuleBroken('petitions.answering.has-officer')
  if (form.files.length === 0)
    throw new InvalidInput([{ field: 'files', text: { key: 'petitions.answering.record.file-missing' } }])
  await answer(ctx, await registered(ctx, caseId, hand), form, hand, 'paper')
}

interface Row {
  id: string
  number: number
  title: string
  lang: Lang
  slug: string
  name: Localised
  placeKey: string
  state: CaseState
  lodgedAt: Date | null
}

/** Cases of authorities without an account that wait for an answer, in the places of the moderator; the law's nearest term first. */
export async function listToRecord(ctx: Context): Promise<RecordList> {
  permit(ctx, recordAnswers)
  const places = moderatedPlaces(ctx, recordAnswers)
  const { rows } = await sql<Row>`
    SELECT c.id, p.number, p.title, p.lang, o.slug, o.name, c.state, c.lodged_at AS "lodgedAt"
    FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id JOIN organisations.organisation o ON o.id = c.organisation_id
    ${nearestTerms}
    WHERE ${waitsForPaper(places)}
    ORDER BY k.legal_on, k.promised_on, c.created_at, c.id LIMIT 200`.execute(ctx.db)
  const ids = rows.map(({ id }) => id)
  const clocks = await clocksOf(ctx.db, ctx.calendar, CASE, ids)
  const today = dayOf(ctx.now, ctx.timeZone)
  return {
    items: rows.map(({ id, number, title, lang, slug, name, state, lodgedAt }) => ({
      id,
      number,
      title,
      lang,
      authority: { slug, name: inLang(name, ctx.lang) },
      state,
      clocks: runningOf(clocks, id).map((clock) => clockView(clock, today, ctx.lang, inLang(name, ctx.lang))),
      lodgedAt: lodgedAt?.toISOString() ?? null,
    })),
  }
}

/** Of a case `c` of an organisation `o`: an authority without an account owes an answer. */
export function waitsForPaper(places: string[]) {
  return sql`c.state IN ('promised', 'delivered', 'registered') AND o.place_key = ANY(${places}::text[])
    AND NOT EXISTS (SELECT 1 FROM access.role r WHERE r.role = 'officer' AND r.organisation_id = o.id AND r.ended_at IS NULL)`
}

export async function showToRecord(ctx: Context, caseId: string): Promise<RecordView> {
  permit(ctx, recordAnswers)
  const one = await findCase(ctx.db, caseId)
  recorderOf(ctx, one)
  const { id, number, slug, title, lang, organisation } = one
  return {
    id,
    petition: { number, slug, title, lang },
    authority: { slug: organisation.slug, name: inLang(organisation.name, ctx.lang) },
  }
}
