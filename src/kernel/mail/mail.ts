import { sql } from 'kysely'
import { seal } from '#kernel/config/seal.ts'
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
  attachments?: Attachment[]
}

/** A file that leaves with a mail; kept encrypted until then. */
export interface Attachment {
  fileName: string
  type: string
  bytes: Buffer
}

/** Puts mails into the outbox within the act's transaction: they leave if, and only if, the act is kept. */
export async function queueMails(tx: Tx, mails: Mail[], now: Date): Promise<void> {
  if (mails.some((mail) => mail.attachments?.length)) throw new Error('queueMailWithFiles takes mails with files')
  await insertMails(
    tx,
    mails.map((mail) => ({ id: newId(now), mail })),
    now,
  )
}

/** The same for one mail with files: they lie encrypted under the vault key until the mail has left. */
export async function queueMailWithFiles(tx: Tx, vault: Buffer, mail: Mail, now: Date): Promise<void> {
  const id = newId(now)
  await insertMails(tx, [{ id, mail }], now)
  for (const [position, { fileName, type, bytes }] of (mail.attachments ?? []).entries())
    await sql`
      INSERT INTO kernel.mail_attachment (mail_id, position, file_name, type, sealed)
      VALUES (${id}, ${position}, ${oneLine(fileName)}, ${type}, ${seal(vault, MAIL_FILES, id, bytes)})`.execute(tx)
}

/** Purpose of the key under which attachments lie. */
export const MAIL_FILES = 'mail attachment'

async function insertMails(tx: Tx, mails: { id: string; mail: Mail }[], now: Date): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map(({ id, mail }) => ({
    id,
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
