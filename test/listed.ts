import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { refreshListing } from '#modules/petitions/find/refresh-listing.ts'
import { type PetitionState, slugOf, type Topic } from '#modules/petitions/petition.ts'
import type { TestApp } from './app.ts'

export interface ListedPetition {
  title: string
  why?: string
  lang?: Lang
  place?: string
  topic?: Topic
  state?: PetitionState
  authority?: string
  /** Before now. */
  daysAgo?: number
  closesInDays?: number
  /** Signatures by how many days ago they came. */
  signatures?: Record<number, number>
}

/** A whole petition in the lists, as if it had gone the way there. */
export async function listed(app: TestApp, petition: ListedPetition): Promise<{ id: string; number: number }> {
  const {
    title,
    why = '',
    lang = 'ro',
    place = 'md',
    topic = 'other',
    state = 'open',
    authority,
    daysAgo = 0,
  } = petition
  const now = app.clock.now()
  const today = dayOf(now, app.services.timeZone)
  const at = new Date(now.getTime() - daysAgo * 86_400_000)
  const id = newId(now)
  const made = await transact(app.services.db, async (tx) => {
    const { rows } = await sql<{ number: number }>`
      INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, created_at, published_at, closes_on)
      VALUES (${id}, ${state}, ${lang}, ${title}, ${slugOf(title)}, ${why}, ${markdownToHtml(why)}, ${randomBytes(16)}, ${place}, ${topic},
        ${at}, ${at}, ${addDays(today, petition.closesInDays ?? 100)}) RETURNING number`.execute(tx)
    await sql`
      INSERT INTO petitions.addressee (petition_id, organisation_id, position)
      SELECT ${id}, id, 0 FROM organisations.organisation WHERE slug = ${authority ?? 'primaria-chisinau'}`.execute(tx)
    for (const [ago, count] of Object.entries(petition.signatures ?? {}))
      await sql`
        INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
        SELECT ${id}, 'md-cu', 'email', ${addDays(today, -Number(ago))}::date, 1 FROM generate_series(1, ${count})`.execute(
        tx,
      )
    await refreshListing(tx, [id], now)
    return rows[0]
  })
  return { id, number: made?.number as number }
}
