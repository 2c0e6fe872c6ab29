import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { slugOf } from './petition.ts'
import { searchColumns } from './start/similar/find-similar.ts'

/** One open petition, so that a new demo has something to sign. Does nothing when there is a petition already. */
export async function seedDemo(services: Services): Promise<void> {
  const now = services.clock.now()
  await transact(services.db, async (tx) => {
    const { rows } = await sql`SELECT 1 FROM petitions.petition LIMIT 1`.execute(tx)
    if (rows.length > 0) return
    const title = 'Trotuar sigur și iluminat pe strada Alba Iulia, între școală și stația de troleibuz'
    const why =
      'Refacerea a 420 de metri de trotuar, bordură coborâtă la cele trei treceri și opt stâlpi de iluminat, până la începutul anului școlar.\n\nÎn fiecare dimineață peste 600 de copii merg pe carosabil, fiindcă trotuarul este spart și neiluminat. În ultimul an au fost **trei accidente**.'
    const id = newId(now)
    const search = searchColumns(title, why)
    await sql`
      INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, search_title, search_text,
        created_at, published_at, closes_on)
      VALUES (${id}, 'open', 'ro', ${title}, ${slugOf(title)}, ${why}, ${markdownToHtml(why)}, ${randomBytes(16)}, 'md-cu-buiucani', 'roads',
        ${search.title}, ${search.text}, ${now}, ${now}, ${addDays(dayOf(now, services.timeZone), 180)})`.execute(tx)
    await sql`
      INSERT INTO petitions.addressee (petition_id, organisation_id, position)
      SELECT ${id}, id, 0 FROM organisations.organisation WHERE slug = 'primaria-chisinau'`.execute(tx)
    for (const [name, signatures] of [
      ['answer', 500],
      ['hearing', 5000],
    ] as const)
      await sql`
        INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
        SELECT ${id}, ${name}, ${signatures}, 'email', id FROM organisations.organisation WHERE slug = 'primaria-chisinau'`.execute(
        tx,
      )
  })
}
