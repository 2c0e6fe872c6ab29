import { sql } from 'kysely'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import type { ReuseType } from '#modules/open-data/around/reuse.ts'
import { addReuse as insertReuse, setDatasets } from '#modules/open-data/around/store.ts'
import type { TestApp } from './app.ts'

let made = 0

/** A reuse of a dataset, as it would stand after somebody proposed it and, unless it waits, somebody listed it. @returns its number */
export async function addReuse(
  app: TestApp,
  dataset: { id: string },
  options: { mailboxId?: string; waits?: true; type?: ReuseType; title?: string; url?: string } = {},
): Promise<number> {
  const now = app.clock.now()
  const id = newId(now)
  made += 1
  const { type = 'application', title = 'Harta de acasă', url = `https://example.md/lucrare-${made}`, waits } = options
  const markdown = 'Se vede pe hartă ce este aproape de casă.'
  return transact(app.services.db, async (tx) => {
    const address = { address: 'autor.de.lucrari@example.md', lang: 'ro' as const }
    const [somebody] = options.mailboxId ? [] : await keepMailboxes(tx, app.services.secrets.person, [address], now)
    const authorMailboxId = options.mailboxId ?? (somebody as string)
    const said = { type, title, lang: 'ro' as const, markdown, html: markdownToHtml(markdown), url, authorName: null }
    const number = await insertReuse(tx, { ...said, id, authorMailboxId }, now)
    if (number === null) throw new Error(`there is a reuse at ${url} already`)
    await setDatasets(tx, id, [dataset.id])
    if (!waits)
      await sql`UPDATE open_data.reuse SET state = 'listed', listed_at = ${now}, waiting_since = NULL WHERE id = ${id}`.execute(
        tx,
      )
    return number
  })
}

/** As if the address of a reuse had been asked. */
export async function askedAddress(app: TestApp, url: string, answers: boolean): Promise<void> {
  await sql`
    INSERT INTO open_data.link_check (url, checked_at, answers, said) VALUES (${url}, ${app.clock.now()}, ${answers}, ${answers ? '200' : '404'})
    ON CONFLICT (url) DO UPDATE SET answers = excluded.answers, said = excluded.said`.execute(app.services.db)
}
