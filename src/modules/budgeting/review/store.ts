import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import { processesWhere } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { Aspect, CostParts, Verdict } from './aspects.ts'

export interface Opinion {
  id: string
  ideaId: string
  aspect: Aspect
  organisationId: string
  organisation: { slug: string; name: Localised }
  office: string
  askedAt: Date
  verdict: Verdict | null
  checked: string[]
  conditions: string | null
  text: string | null
  lang: Lang | null
  givenAt: Date | null
}

export interface Cost extends CostParts {
  priceOn: PlainDay
  upkeepYearly: number
  low: number
  high: number
  setAt: Date
}

/** What was said with the decisions on an idea, beside what `IdeaRow` has. */
export interface Decision {
  refusedBy: string | null
  refusalLang: Lang | null
  acceptanceText: string | null
  acceptanceLang: Lang | null
  appealAnswer: string | null
  appealAnswerLang: Lang | null
}

const opinions = sql`SELECT p.id, p.idea_id AS "ideaId", p.aspect, p.organisation_id AS "organisationId",
  jsonb_build_object('slug', o.slug, 'name', o.name) AS organisation, p.office, p.asked_at AS "askedAt", p.verdict, p.checked, p.conditions,
  p.text, p.lang, p.given_at AS "givenAt"
  FROM budgeting.opinion p JOIN organisations.organisation o ON o.id = p.organisation_id`

/** The process of an idea. @throws NotFound */
export async function processById(db: Db | Tx, id: string): Promise<Process> {
  const [process] = await processesWhere(db, sql`p.id = ${id}`)
  if (!process) throw new NotFound()
  return process
}

/** Opinions asked on an idea, one an aspect, in the order in which they were asked; what was asked again is in {@link earlierOpinionsOf}. */
export async function opinionsOf(db: Db | Tx, ideaId: string): Promise<Opinion[]> {
  const { rows } = await sql<Opinion>`
    ${opinions} WHERE p.idea_id = ${ideaId} AND p.asked_again_at IS NULL ORDER BY p.asked_at, p.id`.execute(db)
  return rows
}

/** Opinions that were given and asked for again, the newest first. */
export async function earlierOpinionsOf(db: Db | Tx, ideaId: string): Promise<Opinion[]> {
  const { rows } = await sql<Opinion>`
    ${opinions} WHERE p.idea_id = ${ideaId} AND p.asked_again_at IS NOT NULL ORDER BY p.given_at DESC, p.id DESC`.execute(
    db,
  )
  return rows
}

/** @returns false when an opinion on this aspect was asked before */
export async function addOpinion(
  tx: Tx,
  one: Pick<Opinion, 'id' | 'ideaId' | 'aspect' | 'organisationId' | 'office' | 'askedAt'>,
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO budgeting.opinion (id, idea_id, aspect, organisation_id, office, asked_at)
    VALUES (${one.id}, ${one.ideaId}, ${one.aspect}, ${one.organisationId}, ${one.office}, ${one.askedAt})
    ON CONFLICT (idea_id, aspect) WHERE asked_again_at IS NULL DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

/** What was said stays, and makes room for a new request about the same aspect. */
export async function setAskedAgain(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`UPDATE budgeting.opinion SET asked_again_at = ${now} WHERE id = ${id} AND given_at IS NOT NULL`.execute(tx)
}

/** Of a request that nobody answered; where it asked again, what was said before holds as it did. */
export async function dropOpinion(tx: Tx, { id, ideaId, aspect }: Opinion): Promise<void> {
  await sql`DELETE FROM budgeting.opinion WHERE id = ${id} AND given_at IS NULL`.execute(tx)
  await sql`
    UPDATE budgeting.opinion SET asked_again_at = NULL WHERE id = (
      SELECT id FROM budgeting.opinion WHERE idea_id = ${ideaId} AND aspect = ${aspect} AND asked_again_at IS NOT NULL
      ORDER BY given_at DESC, id DESC LIMIT 1)`.execute(tx)
}

export async function setOpinion(
  tx: Tx,
  id: string,
  said: { verdict: Verdict; checked: string[]; conditions: string | null; text: string; lang: Lang; now: Date },
): Promise<void> {
  await sql`
    UPDATE budgeting.opinion SET verdict = ${said.verdict}, checked = ${said.checked}::text[], conditions = ${said.conditions}, text = ${said.text},
      lang = ${said.lang}, no_conflict = true, given_at = ${said.now}
    WHERE id = ${id} AND given_at IS NULL`.execute(tx)
}

export async function costOf(db: Db | Tx, ideaId: string): Promise<Cost | null> {
  const { rows } = await sql<Cost>`
    SELECT price_on AS "priceOn", works, vat, design, contingency, upkeep_yearly AS "upkeepYearly", low, high, set_at AS "setAt"
    FROM budgeting.cost WHERE idea_id = ${ideaId}`.execute(db)
  return rows[0] ?? null
}

export async function setCost(tx: Tx, ideaId: string, cost: Cost): Promise<void> {
  await sql`
    INSERT INTO budgeting.cost (idea_id, price_on, works, vat, design, contingency, upkeep_yearly, low, high, set_at)
    VALUES (${ideaId}, ${cost.priceOn}, ${cost.works}, ${cost.vat}, ${cost.design}, ${cost.contingency}, ${cost.upkeepYearly}, ${cost.low},
      ${cost.high}, ${cost.setAt})
    ON CONFLICT (idea_id) DO UPDATE SET price_on = excluded.price_on, works = excluded.works, vat = excluded.vat, design = excluded.design,
      contingency = excluded.contingency, upkeep_yearly = excluded.upkeep_yearly, low = excluded.low, high = excluded.high, set_at = excluded.set_at`.execute(
    tx,
  )
}

export async function decisionOf(db: Db | Tx, ideaId: string): Promise<Decision> {
  const { rows } = await sql<Decision>`
    SELECT refused_by AS "refusedBy", refusal_lang AS "refusalLang", acceptance_text AS "acceptanceText", acceptance_lang AS "acceptanceLang",
      appeal_answer AS "appealAnswer", appeal_answer_lang AS "appealAnswerLang"
    FROM budgeting.idea WHERE id = ${ideaId}`.execute(db)
  return rows[0] as Decision
}

export async function noteRefusal(tx: Tx, ideaId: string, by: string, lang: Lang): Promise<void> {
  await sql`UPDATE budgeting.idea SET refused_by = ${by}, refusal_lang = ${lang} WHERE id = ${ideaId}`.execute(tx)
}

export async function noteAcceptance(tx: Tx, ideaId: string, text: string | null, lang: Lang): Promise<void> {
  await sql`
    UPDATE budgeting.idea SET acceptance_text = ${text}, acceptance_lang = ${text === null ? null : lang} WHERE id = ${ideaId}`.execute(
    tx,
  )
}

export async function noteAppeal(tx: Tx, ideaId: string, mailboxId: string, lang: Lang): Promise<void> {
  await sql`UPDATE budgeting.idea SET appealed_by = ${mailboxId}, appeal_lang = ${lang} WHERE id = ${ideaId}`.execute(
    tx,
  )
}

export async function noteAppealAnswer(tx: Tx, ideaId: string, text: string, lang: Lang): Promise<void> {
  await sql`UPDATE budgeting.idea SET appeal_answer = ${text}, appeal_answer_lang = ${lang} WHERE id = ${ideaId}`.execute(
    tx,
  )
}
