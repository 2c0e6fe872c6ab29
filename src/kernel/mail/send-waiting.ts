import { sql } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import { after } from '#kernel/clock.ts'
import { unseal } from '#kernel/config/seal.ts'
import type { Db } from '#kernel/database/database.ts'
import { type Attachment, MAIL_FILES } from './mail.ts'

interface Row {
  id: string
  to_address: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  attempts: number
  files: Attachment[]
}

const MAX_ATTEMPTS = 12
const BATCH = 20
/** Longer than a batch can take (five mails after each other on each connection, a minute each). */
const LEASE_SECONDS = 600

export interface MailSender {
  /** Sends everything that is due; returns how many left. */
  sendWaiting(now: Date): Promise<number>
  /** Ends after the batch that is under way. */
  close(): Promise<void>
}

/**
 * Drains the outbox in batches. A batch is taken by moving its `due_at` ahead (SKIP LOCKED, so several workers share the
 * work); no transaction is open while a slow server is talked to. A mail that could not be delivered is tried again after
 * 1, 2, 4 … minutes (an hour at most), twelve times; one that the server refuses for good (5xx for this recipient or this
 * mail) is given up at once, and the row says which. A process that dies in between leaves its batch to be sent again after ten minutes: at least once
 * is the promise.
 *
 * @param smtpUrl null: mails stay in the table as if sent, where the demo shows them
 * @param vault opens the files that go with a mail; they are deleted once it has left, or will never leave
 */
export function createMailSender(
  db: Db,
  smtpUrl: string | null,
  from: string,
  log: { warn(data: object, text: string): void },
  vault: Buffer,
): MailSender {
  const transport = smtpUrl ? createTransport(transportOptions(smtpUrl) as never) : null
  let closed = false
  let underWay: Promise<unknown> = Promise.resolve()

  async function sendBatch(now: Date): Promise<{ taken: number; sent: number }> {
    const { rows } = await sql<Row>`
      WITH due AS (
        SELECT id FROM kernel.mail WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= ${now}
        ORDER BY due_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      )
      UPDATE kernel.mail m SET attempts = attempts + 1, due_at = ${after(now, LEASE_SECONDS)} FROM due WHERE m.id = due.id
      RETURNING m.id, to_address, subject, text, html, headers, attempts, '[]'::jsonb AS files`.execute(db)
    await openFiles(db, vault, rows)
    const errors = await Promise.all(rows.map((row) => deliver(transport, from, row)))
    const sent = rows.filter((_, index) => errors[index] === null).map((row) => row.id)
    if (sent.length > 0) await sql`UPDATE kernel.mail SET sent_at = ${now} WHERE id = ANY(${sent}::uuid[])`.execute(db)
    for (const [index, row] of rows.entries()) {
      const error = errors[index]
      if (error) await postpone(db, row, error, now, log)
    }
    await forgetFiles(db, rows)
    return { taken: rows.length, sent: sent.length }
  }

  return {
    async sendWaiting(now) {
      let sent = 0
      for (;;) {
        if (closed) return sent
        const sending = sendBatch(now)
        underWay = sending.catch(() => {})
        const batch = await sending
        sent += batch.sent
        // Nothing left from a whole batch: the server is away, and the rest would only use up its tries.
        if (batch.taken < BATCH || batch.sent === 0) return sent
      }
    },
    async close() {
      closed = true
      await underWay
      transport?.close()
    },
  }
}

function transportOptions(url: string): object {
  return {
    url,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  }
}

interface SmtpError extends Error {
  code?: string
  /** The step that failed; 'API' when nodemailer itself could not use the address. */
  command?: string
  responseCode?: number
}

async function postpone(
  db: Db,
  row: Row,
  error: SmtpError,
  now: Date,
  log: { warn(data: object, text: string): void },
): Promise<void> {
  const because = refusedFor(error) ?? (row.attempts >= MAX_ATTEMPTS ? 'tries' : null)
  // Codes only: servers repeat the address in their words.
  log.warn(
    { mail: row.id, attempt: row.attempts, code: error.code, response: error.responseCode, failed: because },
    'mail not sent',
  )
  const due = after(now, Math.min(60, 2 ** (row.attempts - 1)) * 60)
  await sql`
    UPDATE kernel.mail SET due_at = ${due}, failed_at = ${because ? now : null}::timestamptz, failed_because = ${because}
    WHERE id = ${row.id}`.execute(db)
}

/**
 * What the server refuses for good. A wrong password or a sender that it does not like also answers 5xx, but that says nothing of
 * this mail: it is mended at the server, and the mails that waited must still leave.
 */
function refusedFor({ code, command, responseCode = 0 }: SmtpError): 'address' | 'mail' | null {
  if (code === 'EENVELOPE' && command === 'API') return 'address'
  if (responseCode < 500) return null
  if (code === 'EENVELOPE' && command === 'RCPT TO') return 'address'
  return command === 'DATA' ? 'mail' : null
}

async function openFiles(db: Db, vault: Buffer, mails: Row[]): Promise<void> {
  const { rows } = await sql<{ mail_id: string; file_name: string; type: string; sealed: Buffer }>`
    SELECT mail_id, file_name, type, sealed FROM kernel.mail_attachment
    WHERE mail_id = ANY(${mails.map((row) => row.id)}::uuid[]) ORDER BY mail_id, position`.execute(db)
  for (const { mail_id, file_name, type, sealed } of rows)
    mails
      .find((mail) => mail.id === mail_id)
      ?.files.push({ fileName: file_name, type, bytes: unseal(vault, MAIL_FILES, mail_id, sealed) })
}

async function forgetFiles(db: Db, mails: Row[]): Promise<void> {
  await sql`
    DELETE FROM kernel.mail_attachment a USING kernel.mail m
    WHERE m.id = a.mail_id AND m.id = ANY(${mails.map((row) => row.id)}::uuid[]) AND (m.sent_at IS NOT NULL OR m.failed_at IS NOT NULL)`.execute(
    db,
  )
}

async function deliver(transport: Transporter | null, from: string, row: Row): Promise<SmtpError | null> {
  if (!transport) return null
  try {
    await transport.sendMail({
      from,
      // One address, whatever characters it has: a comma must not make two.
      to: { name: '', address: row.to_address },
      subject: row.subject,
      text: row.text,
      html: row.html,
      headers: row.headers,
      attachments: row.files.map(({ fileName, type, bytes }) => ({
        filename: fileName,
        contentType: type,
        content: bytes,
      })),
      messageId: `<${row.id}@${from.split('@').at(-1)?.replace('>', '')}>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return null
  } catch (error) {
    return error as SmtpError
  }
}
