import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { enterModeration } from '#modules/petitions/moderation/enter-moderation.ts'
import { slugOf } from '#modules/petitions/petition.ts'
import { searchColumns } from '#modules/petitions/start/similar/find-similar.ts'
import type { TestApp } from './app.ts'
import { keyed, signedIn, type TestPerson } from './people.ts'

interface Text {
  title?: string
  why?: string
  placeKey?: string
}

interface Waiting {
  id: string
  number: number
  item: string
}

/** Two moderators, a starter, and petitions in the moderators' queue. */
export interface ModerationDesk {
  ana: TestPerson
  ion: TestPerson
  starter: TestPerson
  /** A petition whose supporters are there. */
  waiting(text?: Text): Promise<Waiting>
  /** One that Ana refused, or published. */
  refused(reason: string, text?: Text): Promise<Waiting>
  published(text?: Text): Promise<Waiting>
  hold(who: TestPerson, item: string): Promise<void>
  decide(
    who: TestPerson,
    item: string,
    fields: Record<string, string | string[]>,
    key?: string,
  ): Promise<LightMyRequestResponse>
  /** The starter lodges a published petition with those it is addressed to. */
  lodge(number: number): Promise<LightMyRequestResponse>
  /** JSON from a page of ours: with a session, requests from elsewhere are refused. */
  send(url: string, body: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** The one item about a petition that is not decided. */
  openItemOf(number: number): Promise<string>
  count(where: string): Promise<number>
  /** Entries of the public log about a petition. */
  entries(kind: string, number: number): Promise<Record<string, unknown>[]>
}

export const everyCheck = ['addressee-can', 'no-personal-data', 'no-insult-or-threat', 'no-repeat']

export async function moderationDesk(app: TestApp): Promise<ModerationDesk> {
  const roles = [{ name: 'moderator' as const, placeKey: 'md' }]
  const ana = await signedIn(app, { name: 'Ana Moderator', email: 'ana@example.md', roles })
  const ion = await signedIn(app, { name: 'Ion Moderator', email: 'ion@example.md', roles })
  const starter = await signedIn(app, { name: 'Sofia Autor', email: 'sofia@example.md' })
  let made = 0
  let keys = 0

  const desk: ModerationDesk = {
    ana,
    ion,
    starter,
    async waiting({
      title = `Petiția de probă ${++made}`,
      why = 'Vrem un trotuar.',
      placeKey = 'md-cu-botanica',
    } = {}) {
      const now = app.clock.now()
      return transact(app.services.db, async (tx) => {
        const people = [{ address: 'sofia@example.md', lang: 'ro' as const }]
        const [mailbox] = await keepMailboxes(tx, app.services.secrets.person, people, now)
        const search = searchColumns(title, why)
        const id = newId(now)
        const { rows } = await sql<{ number: number }>`
          INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, starter_mailbox_id,
            created_at, search_title, search_text)
          VALUES (${id}, 'supporting', 'ro', ${title}, ${slugOf(title)}, ${why}, ${markdownToHtml(why)}, ${randomBytes(16)}, ${placeKey}, 'roads',
            ${mailbox}, ${now}, ${search.title}, ${search.text}) RETURNING number`.execute(tx)
        await sql`
          INSERT INTO petitions.addressee (petition_id, organisation_id, position)
          SELECT ${id}, id, 0 FROM organisations.organisation WHERE slug = 'primaria-chisinau'`.execute(tx)
        const number = rows[0]?.number as number
        await enterModeration({ ...app.services, tx, now }, { id, number, state: 'supporting' })
        const item = await sql<{ id: string }>`
          SELECT id FROM petitions.moderation_item WHERE petition_id = ${id}`.execute(tx)
        return { id, number, item: item.rows[0]?.id as string }
      })
    },
    refused: (reason, text) => decided(text, { decision: 'refused', reason, text: 'Scris în decizie.' }),
    published: (text) => decided(text, { decision: 'published', checks: everyCheck }),
    async hold(who, item) {
      const reply = await app.post(`/ro/work/moderation/${item}/hold`, {}, who.headers)
      assert.equal(reply.statusCode, 303, reply.body)
    },
    decide: (who, item, fields, key = `key-${++keys}`) =>
      app.post(`/ro/work/moderation/${item}/decision`, { ...fields, 'idempotency-key': key }, who.headers),
    async lodge(number) {
      const person = { kind: 'person', name: 'Sofia Autor', domicile: 'str. Florilor 1, Chișinău' }
      const fields = keyed({ ...person, email: 'sofia@example.md', confirm: 'yes' })
      const reply = await app.post(`/ro/petitions/${number}/lodging`, fields, starter.headers)
      assert.equal(reply.statusCode, 303, reply.body)
      return reply
    },
    send: (url, body, headers = {}) => app.postJson(url, body, { 'sec-fetch-site': 'same-origin', ...headers }),
    async openItemOf(number) {
      const { rows } = await sql<{ id: string }>`
        SELECT i.id FROM petitions.moderation_item i JOIN petitions.petition p ON p.id = i.petition_id
        WHERE p.number = ${number} AND i.closed_at IS NULL`.execute(app.services.db)
      assert.equal(rows.length, 1)
      return rows[0]?.id as string
    },
    async count(where) {
      return Number((await app.deps.database.pool.query(`SELECT count(*) AS n FROM ${where}`)).rows[0].n)
    },
    async entries(kind, number) {
      const { rows } = await sql<{ body: Buffer }>`
        SELECT body FROM ledger.entry WHERE kind = ${kind} ORDER BY index`.execute(app.services.db)
      return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.petition === number)
    },
  }

  async function decided(text: Text | undefined, fields: Record<string, string | string[]>): Promise<Waiting> {
    const petition = await desk.waiting(text)
    await desk.hold(ana, petition.item)
    const done = await desk.decide(ana, petition.item, fields)
    assert.equal(done.statusCode, 303, done.body)
    return petition
  }
  return desk
}
