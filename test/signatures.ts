import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { TestApp } from './app.ts'

export const maria = { name: 'Maria Rusu', email: 'maria@example.md', place: 'md-cu-botanica', consent: 'yes' }

/** Asks to sign a petition by mail. @returns the path of the link in the mail */
export async function requestByMail(app: TestApp, fields: Record<string, string>, number = 1): Promise<string> {
  const reply = await app.post(`/ro/petitions/${number}/signature-request`, fields)
  assert.equal(reply.statusCode, 303, reply.body)
  const mail = (await app.mails()).at(-1)
  const link = mail?.text.match(/https?:\/\/[^/\s]+(\/\S+)/)?.[1]
  assert.ok(link, 'a link in the mail')
  return link
}

/** Signs by mail as a person does. @returns the path of the receipt */
export async function signByMail(app: TestApp, fields: Record<string, string>, number = 1): Promise<string> {
  const confirmed = await app.post(await requestByMail(app, fields, number), {})
  assert.equal(confirmed.statusCode, 303, confirmed.body)
  return String(confirmed.headers.location)
}

/** What the public page says, counted now. */
export async function countOf(
  app: TestApp,
  number = 1,
): Promise<{ total: number; email: number; strong: number; signed: number }> {
  await app.fold()
  const { total, email, strong, signed } = (await app.get(`/api/v1/petitions/${number}`)).json().count
  return { total, email, strong, signed }
}

/** An open petition of one's own for a test. @returns its number */
export async function openPetition(app: TestApp, title: string, closesOn = '2027-05-20'): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, created_at, published_at, closes_on)
    SELECT gen_random_uuid(), 'open', 'ro', ${title}, 'test', 'x', '<p>x</p>', '\\x00', 'md-cu-buiucani', 'roads', ${app.clock.now()}, ${app.clock.now()}, ${closesOn}
    RETURNING number`.execute(app.services.db)
  return Number(rows[0]?.number)
}
