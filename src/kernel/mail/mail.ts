import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'

/** A mail, both parts in the reader's language. */
export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** For example List-Unsubscribe. */
  headers?: Record<string, string>
}

/** Puts mails into the outbox within the act's transaction: they leave if, and only if, the act is kept. */
export async function queueMails(tx: Tx, mails: Mail[], now: Date): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map((mail) => ({
    id: newId(now),
    to_address: oneLine(mail.to),
    subject: oneLine(mail.subject),
    text: storable(mail.text),
    html: storable(mail.html),
    headers: Object.fromEntries(
      Object.entries(mail.headers ?? {}).map(([name, value]) => [oneLine(name), oneLine(value)]),
    ),
  }))
  await sql`
    INSERT INTO kernel.mail (id, to_address, subject, text, html, headers, created_at, due_at)
    SELECT id, to_address, subject, text, html, headers, ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row (id uuid, to_address text, subject text, text text, html text, headers jsonb)`.execute(tx)
}

/** A line break in a header would start another header. */
function oneLine(value: string): string {
  return storable(value)
    .replaceAll(/[\r\n\t]+/g, ' ')
    .trim()
}

/** PostgreSQL keeps neither NUL nor halves of characters. */
function storable(value: string): string {
  return value.replaceAll('\0', '').toWellFormed()
}
