import { sql } from 'kysely'
import { deadline } from '#commons/lifecycle/clock.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { CASE } from '#modules/petitions/answering/case.ts'
import { termOn } from '#modules/petitions/answering/terms.ts'
import { demoAnswers } from '#modules/petitions/demo/stories.ts'
import { type Lang, numbersFrom } from './texts.ts'

interface Asked {
  petitionId: string
  organisationId: string
  name: unknown
  placeKey: string
  lang: Lang
  publishedAt: Date
}

/** One published petition in seven is lodged; most of these were answered, some late, a few wait. */
const LODGED = 7

/** Lodged cases with the law's clocks, answers and what the timeline says of them. */
export async function seedCases(services: Services, now: Date): Promise<void> {
  const { db } = services
  const { rows: asked } = await sql<Asked>`
    SELECT p.id AS "petitionId", o.id AS "organisationId", o.name, o.place_key AS "placeKey", p.lang, p.published_at AS "publishedAt"
    FROM petitions.petition p JOIN petitions.addressee a ON a.petition_id = p.id JOIN organisations.organisation o ON o.id = a.organisation_id
    WHERE p.published_at IS NOT NULL AND p.number % ${LODGED} = 0 ORDER BY p.number, a.position`.execute(db)
  const random = numbersFrom(2)
  const rows = asked.map((one) => lodgedCase(services, one, now, random))
  const mailboxId = newId(now)
  // The one starter of all: nothing that is measured tells starters apart.
  await sql`
    WITH mailbox AS (
      INSERT INTO people.mailbox (id, address_key, lang, created_at) VALUES (${mailboxId}, sha256('bench'), 'ro', ${now})
    ), row AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, lodging_id uuid, petition_id uuid, organisation_id uuid,
        state text, lodged_at timestamptz, registered_at timestamptz, outcome text, answered_at timestamptz, answer jsonb, clocks jsonb, events jsonb)
    ), lodging AS (
      INSERT INTO petitions.lodging (id, petition_id, mailbox_id, level, sealed, text_hash, lodged_at)
      SELECT lodging_id, petition_id, ${mailboxId}, 'strong', '', sha256(petition_id::text::bytea), lodged_at FROM row
    ), lodged AS (
      INSERT INTO petitions.case (id, petition_id, organisation_id, state, lodging_id, incoming_number, lodged_at, registered_at, outcome, answered_at, created_at)
      SELECT id, petition_id, organisation_id, state, lodging_id, 'P-' || left(id::text, 6), lodged_at, registered_at, outcome, answered_at, lodged_at FROM row
    ), clock AS (
      INSERT INTO lifecycle.clock (id, subject_kind, subject_id, name, organisation_id, place_key, kind, basis, unit, length, starts_on, stopped_on, due_on)
      SELECT c.id, ${CASE}, row.id::text, c.name, row.organisation_id, c.place_key, 'legal', c.basis, c.unit, c.length, c.starts_on, c.stopped_on, c.due_on
      FROM row, jsonb_to_recordset(clocks) AS c (id uuid, name text, place_key text, basis jsonb, unit text, length integer, starts_on date,
        stopped_on date, due_on date)
    ), answer AS (
      INSERT INTO petitions.case_answer (id, case_id, version, outcome, lang, text_markdown, text_html, way, answered_at)
      SELECT gen_random_uuid(), id, 1, outcome, answer ->> 'lang', answer ->> 'markdown', answer ->> 'html', 'officer', answered_at
      FROM row WHERE outcome IS NOT NULL
    )
    INSERT INTO petitions.event (id, petition_id, kind, data, happened_at)
    SELECT e.id, row.petition_id, kind, data, happened_at
    FROM row, jsonb_to_recordset(events) AS e (id uuid, kind text, data jsonb, happened_at timestamptz)`.execute(db)
}

function lodgedCase(services: Services, one: Asked, now: Date, random: () => number) {
  const later = (at: Date, days: number) => new Date(Math.min(now.getTime(), at.getTime() + days * 86_400_000))
  const day = (at: Date) => dayOf(at, services.timeZone)
  const lodgedAt = later(one.publishedAt, random() * 60)
  const registeredAt = later(lodgedAt, 1 + random())
  const answerAt = later(registeredAt, 8 + random() * 40)
  const outcome = answerAt < now && random() < 0.85 ? pickOutcome(random()) : null
  const answeredAt = outcome && answerAt
  const clock = (name: 'registration' | 'answer', from: Date, to: Date | null) => {
    const { length, unit, basis } = termOn(name, day(from))
    const due = deadline(
      { kind: 'legal', basis, unit, length, startsOn: day(from), pauses: [], extensions: [] },
      services.calendar,
    )
    return {
      id: newId(from),
      name,
      place_key: one.placeKey,
      basis,
      unit,
      length,
      starts_on: day(from),
      stopped_on: to && (day(to) < day(from) ? addDays(day(from), 1) : day(to)),
      due_on: due.dueOn,
    }
  }
  const event = (kind: string, at: Date, data = {}) => ({
    id: newId(at),
    kind: `answering.${kind}`,
    happened_at: at,
    data: { authority: one.name, ...data },
  })
  const markdown = outcome && demoAnswers[outcome][one.lang]
  return {
    id: newId(lodgedAt),
    lodging_id: newId(lodgedAt),
    petition_id: one.petitionId,
    organisation_id: one.organisationId,
    state: outcome === null ? 'registered' : outcome === 'satisfied' ? 'following' : 'answered',
    lodged_at: lodgedAt,
    registered_at: registeredAt,
    outcome,
    answered_at: answeredAt,
    answer: markdown && { lang: one.lang, markdown, html: markdownToHtml(markdown) },
    clocks: [clock('registration', lodgedAt, registeredAt), clock('answer', registeredAt, answeredAt)],
    events: [
      event('lodged', lodgedAt, { level: 'strong' }),
      event('registered', registeredAt),
      ...(answeredAt ? [event('answered', answeredAt, { outcome })] : []),
    ],
  }
}

function pickOutcome(share: number): 'satisfied' | 'rejected' | 'refused' | 'unexamined' {
  return share < 0.35 ? 'satisfied' : share < 0.8 ? 'rejected' : share < 0.93 ? 'refused' : 'unexamined'
}
