import { sql } from 'kysely'
import { basisInWords } from '#commons/lifecycle/basis-in-words.ts'
import type { KeptClock } from '#commons/lifecycle/clocks.ts'
import { clocksOf } from '#commons/lifecycle/clocks.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { fileIsMasked, showsFiles } from './answer-files.ts'
import { CASE, type Outcome } from './case.ts'
import type { CaseRow } from './case-store.ts'
import type { AnswerView, ClockView, FileView, FollowUpView, PublicCase } from './replies.ts'
import { isVerified } from './terms.ts'

/** What everybody may know of cases, in the reader's language. `cases` are all of one petition, or single ones. */
export async function publicCases(ctx: Context, cases: CaseRow[]): Promise<PublicCase[]> {
  const ids = cases.map(({ id }) => id)
  const today = dayOf(ctx.now, ctx.timeZone)
  const [clocks, answers, followUps, origins] = await Promise.all([
    clocksOf(ctx.db, ctx.calendar, CASE, ids),
    answersOf(ctx.db, ids),
    followUpsOf(ctx.db, ids),
    originsOf(ctx.db, cases),
  ])
  const files = answers.length + followUps.length > 0 ? await filesOf(ctx.db, ids) : []
  const filesFor = (id: string): { files: FileView[]; hiddenFiles: number } => {
    const own = files.filter((file) => file.ownerId === id)
    return {
      files: own.filter(({ hidden }) => !hidden).map(({ id, name, type, size }) => ({ id, name, type, size })),
      hiddenFiles: own.filter(({ hidden }) => hidden).length,
    }
  }
  return cases.map((one) => {
    const origin = origins.get(one.redirectedFrom ?? '')
    return {
      authority: { slug: one.organisation.slug, name: inLang(one.organisation.name, ctx.lang) },
      state: one.state,
      lodged: one.lodgedAt !== null,
      redirectedFrom: origin ? inLang(origin, ctx.lang) : null,
      incomingNumber: one.incomingNumber,
      outcome: one.outcome,
      clocks: clocks
        .filter((clock) => clock.subject.id === one.id)
        .map((clock) => clockView(clock, today, ctx.lang, inLang(one.organisation.name, ctx.lang))),
      answers: answers
        .filter((answer) => answer.caseId === one.id)
        .map(({ id, caseId: _, answeredAt, ...answer }) => ({
          ...answer,
          answeredAt: answeredAt.toISOString(),
          ...filesFor(id),
        })),
      followUps: followUps
        .filter((followUp) => followUp.caseId === one.id)
        .map(({ id, caseId: _, ...followUp }) => ({ ...followUp, ...filesFor(id) })),
      finishedAt: one.finishedAt?.toISOString() ?? null,
    }
  })
}

/** @param promisedBy name of the authority, for a promised clock */
export function clockView(kept: KeptClock, today: PlainDay, lang: Lang, promisedBy: string): ClockView {
  const { clock, deadline } = kept
  const overdue = deadline.overdueDays(today)
  return {
    name: kept.name.split('.')[0] as string,
    kind: clock.kind,
    basis: clock.kind === 'legal' ? basisInWords(clock.basis, lang) : promisedBy,
    verified: isVerified(kept),
    state: deadline.state(today),
    unit: clock.unit,
    total: clock.length + clock.extensions.reduce((sum, extension) => sum + extension.length, 0),
    daysLeft: overdue > 0 ? -overdue : deadline.daysLeft(today),
    startsOn: clock.startsOn,
    dueOn: deadline.dueOn,
    extensions: clock.extensions.map(({ length, reason, decidedOn }) => ({ days: length, reason, decidedOn })),
  }
}

type AnswerRow = Omit<AnswerView, 'files' | 'hiddenFiles' | 'answeredAt'> & {
  id: string
  caseId: string
  answeredAt: Date
}

async function answersOf(db: Db, ids: string[]): Promise<AnswerRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<AnswerRow & { outcome: Outcome }>`
    ${prepared} SELECT id, case_id AS "caseId", version, outcome, lang, text_html AS "textHtml", translation_lang AS "translationLang",
      translation_html AS "translationHtml", outgoing_number AS "outgoingNumber", way, correction, answered_at AS "answeredAt"
    FROM petitions.case_answer WHERE case_id = ANY(${ids}::uuid[]) ORDER BY case_id, version DESC`.execute(db)
  return rows
}

type FollowUpRow = Omit<FollowUpView, 'files' | 'hiddenFiles'> & { id: string; caseId: string }

async function followUpsOf(db: Db, ids: string[]): Promise<FollowUpRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<FollowUpRow>`
    ${prepared} SELECT id, case_id AS "caseId", kind, lang, text_html AS "textHtml", happened_on AS "happenedOn"
    FROM petitions.case_follow_up WHERE case_id = ANY(${ids}::uuid[]) ORDER BY happened_on, id`.execute(db)
  return rows
}

async function filesOf(db: Db, ids: string[]): Promise<(FileView & { ownerId: string; hidden: boolean })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<FileView & { ownerId: string; hidden: boolean }>`
    ${prepared} SELECT f.id, f.name, f.type, f.size, coalesce(f.answer_id, f.follow_up_id) AS "ownerId", ${fileIsMasked} AS hidden
    FROM petitions.case_file f JOIN petitions.case c ON c.id = f.case_id JOIN petitions.petition p ON p.id = c.petition_id
    WHERE f.case_id = ANY(${ids}::uuid[]) AND ${showsFiles} ORDER BY f.id`.execute(db)
  return rows
}

async function originsOf(db: Db, cases: CaseRow[]) {
  const ids = cases.flatMap(({ redirectedFrom }) => redirectedFrom ?? [])
  if (ids.length === 0) return new Map<string, CaseRow['organisation']['name']>()
  const { rows } = await sql<{ id: string; name: CaseRow['organisation']['name'] }>`
    SELECT c.id, o.name FROM petitions.case c JOIN organisations.organisation o ON o.id = c.organisation_id
    WHERE c.id = ANY(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
