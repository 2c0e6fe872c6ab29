import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { signatoryName } from '#modules/petitions/demo/people.ts'
import { slugOf, thresholdNames, topics } from '#modules/petitions/petition.ts'
import { collectDays, thresholdSettings } from '#modules/petitions/start/settings.ts'
import { searchColumns } from '#modules/petitions/start/similar/find-similar.ts'
import { type Lang, numbersFrom, petitionText, pick, type Random } from './texts.ts'

const BATCH = 1_000
/** Since when people have petitioned here. */
const DAYS = 3 * 365
/** Of those that are still open a few have many days left, most of three years are over. */
const REFUSED = 0.04

type Authority = { id: string; placeKey: string }

/** Petitions that readers see: open, closed, archived and refused, in three languages, with what stands around them. */
export async function seedPetitions(services: Services, amount: number, now: Date): Promise<void> {
  const { db } = services
  const random = numbersFrom(1)
  const { rows: authorities } = await sql<Authority>`
    SELECT id, place_key AS "placeKey" FROM organisations.organisation WHERE is_authority ORDER BY slug`.execute(db)
  const today = dayOf(now, services.timeZone)
  const days = await services.settings.valueOn(collectDays, today)
  const ages = Array.from({ length: amount }, () => 1 + random() * DAYS).sort((a, b) => b - a)
  for (let at = 0; at < amount; at += BATCH)
    await write(
      db,
      ages.slice(at, at + BATCH).map((age) => petition(services, authorities, age, days, now, random)),
    )
  for (const name of thresholdNames) {
    const setting = thresholdSettings[name]
    await sql`
      INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
      SELECT petition_id, ${name}, ${await services.settings.valueOn(setting.signatures, today)}, ${await services.settings.valueOn(setting.level, today)}, organisation_id
      FROM petitions.addressee`.execute(db)
  }
}

function petition(services: Services, authorities: Authority[], age: number, days: number, now: Date, random: Random) {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const share = random()
  const lang: Lang = share < 0.62 ? 'ro' : share < 0.94 ? 'ru' : 'en'
  const { title, why } = petitionText(lang, random)
  const inCountry = services.places.all().filter(({ key }) => services.places.isInCountry(key))
  const place = random() < 0.15 ? 'md' : pick(inCountry, random).key
  const near = authorities.filter(({ placeKey }) => services.places.path(place).some(({ key }) => key === placeKey))
  const first = pick(near.length > 0 && random() < 0.8 ? near : authorities, random)
  const second = random() < 0.2 ? pick(authorities, random) : first
  const refused = random() < REFUSED
  const publishedAt = refused ? null : ago(age)
  const closesOn = publishedAt && addDays(dayOf(publishedAt, services.timeZone), days)
  const over = closesOn !== null && closesOn < dayOf(now, services.timeZone)
  const closedAt = over ? ago(age - days - 1) : null
  const createdAt = ago(age + 4 + random() * 10)
  return {
    id: newId(createdAt),
    state: refused ? 'refused-finally' : !over ? 'open' : age > days + 91 ? 'archived' : 'closed',
    lang,
    title,
    slug: slugOf(title),
    why_markdown: why,
    why_html: markdownToHtml(why),
    salt: randomBytes(16).toString('hex'),
    place_key: place,
    topic: pick(topics, random),
    starter_name: random() < 0.6 ? signatoryName(lang, random) : null,
    search: searchColumns(title, why),
    created_at: createdAt,
    published_at: publishedAt,
    refused_at: refused ? ago(age) : null,
    closes_on: closesOn,
    closed_at: closedAt,
    addressees: [...new Set([first.id, second.id])],
    events: eventsOf({ refused, createdAt, decidedAt: ago(age), closedAt, archived: age > days + 91 }),
  }
}

type Row = ReturnType<typeof petition>

function eventsOf(at: {
  refused: boolean
  createdAt: Date
  decidedAt: Date
  closedAt: Date | null
  archived: boolean
}) {
  const event = (kind: string, happened: Date, data = {}) => ({
    id: newId(happened),
    kind,
    happened_at: happened,
    data,
  })
  return [
    event('moderation.entered', at.createdAt),
    event(at.refused ? 'moderation.refused' : 'moderation.published', at.decidedAt, {
      reason: at.refused ? 'not-a-petition' : 'none',
    }),
    ...(at.closedAt ? [event('signing.closed', at.closedAt, { by: 'system' })] : []),
    ...(at.closedAt && at.archived
      ? [event('signing.archived', new Date(at.closedAt.getTime() + 90 * 86_400_000))]
      : []),
  ]
}

async function write(db: Db, rows: Row[]): Promise<void> {
  await sql`
    WITH row AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, state text, lang text, title text, slug text,
        why_markdown text, why_html text, salt text, place_key text, topic text, starter_name text, search jsonb, created_at timestamptz,
        published_at timestamptz, refused_at timestamptz, closes_on date, closed_at timestamptz, addressees uuid[], events jsonb)
    ), petition AS (
      INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, starter_name,
        search_title, search_text, created_at, published_at, refused_at, closes_on, closed_at)
      SELECT id, state, lang, title, slug, why_markdown, why_html, decode(salt, 'hex'), place_key, topic, starter_name,
        search ->> 'title', search ->> 'text', created_at, published_at, refused_at, closes_on, closed_at
      FROM row ORDER BY created_at
    ), version AS (
      INSERT INTO petitions.text_version (petition_id, version, title, why_markdown, salt, created_at)
      SELECT id, 1, title, why_markdown, decode(salt, 'hex'), created_at FROM row
    ), addressee AS (
      INSERT INTO petitions.addressee (petition_id, organisation_id, position)
      SELECT id, organisation_id, position - 1 FROM row, unnest(addressees) WITH ORDINALITY AS one (organisation_id, position)
    ), event AS (
      INSERT INTO petitions.event (id, petition_id, kind, data, happened_at)
      SELECT event.id, row.id, kind, data, happened_at
      FROM row, jsonb_to_recordset(events) AS event (id uuid, kind text, data jsonb, happened_at timestamptz)
    )
    INSERT INTO petitions.moderation_decision (id, petition_id, decision, reason, text_hash, decided_at)
    SELECT gen_random_uuid(), id, CASE WHEN published_at IS NULL THEN 'refused' ELSE 'published' END,
      CASE WHEN published_at IS NULL THEN 'not-a-petition' END, sha256(decode(salt, 'hex')), coalesce(published_at, refused_at)
    FROM row`.execute(db)
}
