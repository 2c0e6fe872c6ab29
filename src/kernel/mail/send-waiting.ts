import { sql } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import { unseal } from '#kernel/config/seal.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
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

export interface MailSender {
  /** Sends what is due; returns how many left. */
  sendWaiting(now: Date): Promise<number>
  close(): void
}

/**
 * Drains the outbox: rows are taken with SKIP LOCKED, so several workers share the work. A mail that the server refuses is
 * tried again after 1, 2, 4 … minutes (an hour at most), twelve times. After a crash between sending and committing a mail may leave twice:
 * at least once is the promise.
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
  const transport = smtpUrl ? createTransport({ url: smtpUrl, pool: true, maxConnections: 4 } as never) : null
  return {
    sendWaiting: (now) =>
      transact(db, async (tx) => {
        const { rows } = await sql<Row>`
          SELECT id, '[]'::jsonb AS files, to_address, subject, text, html, headers, attempts FROM kernel.mail
          WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= ${now}
          ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED`.execute(tx)
        if (rows.length === 0) return 0
        await openFiles(tx, vault, rows)
        const outcomes = await Promise.all(rows.map((row) => deliver(transport, from, row)))
        const sent = rows.filter((_, index) => outcomes[index] === null)
        if (sent.length > 0)
          await sql`UPDATE kernel.mail SET sent_at = ${now} WHERE id = ANY(${sent.map((row) => row.id)}::uuid[])`.execute(
            tx,
          )
        for (const [index, row] of rows.entries()) {
          const error = outcomes[index]
          if (!error) continue
          log.warn(
            { mail: row.id, attempt: row.attempts + 1, code: (error as { code?: string }).code },
            'mail not sent',
          )
          const due = new Date(now.getTime() + Math.min(60, 2 ** row.attempts) * 60_000)
          await sql`
            UPDATE kernel.mail SET attempts = attempts + 1, due_at = ${due},
              failed_at = CASE WHEN attempts + 1 >= ${MAX_ATTEMPTS} THEN ${now}::timestamptz END
            WHERE id = ${row.id}`.execute(tx)
        }
        await sql`
          DELETE FROM kernel.mail_attachment a USING kernel.mail m
          WHERE m.id = a.mail_id AND m.id = ANY(${rows.map((row) => row.id)}::uuid[]) AND (m.sent_at IS NOT NULL OR m.failed_at IS NOT NULL)`.execute(
          tx,
        )
        return sent.length
      }),
    close: () => transport?.close(),
  }
}

async function openFiles(tx: Tx, vault: Buffer, mails: Row[]): Promise<void> {
  const { rows } = await sql<{ mail_id: string; file_name: string; type: string; sealed: Buffer }>`
    SELECT mail_id, file_name, type, sealed FROM kernel.mail_attachment
    WHERE mail_id = ANY(${mails.map((row) => row.id)}::uuid[]) ORDER BY mail_id, position`.execute(tx)
  for (const { mail_id, file_name, type, sealed } of rows)
    mails
      .find((mail) => mail.id === mail_id)
      ?.files.push({ fileName: file_name, type, bytes: unseal(vault, MAIL_FILES, mail_id, sealed) })
}

async function deliver(transport: Transporter | null, from: string, row: Row): Promise<Error | null> {
  if (!transport) return null
  try {
    await transport.sendMail({
      from,
      to: row.to_address,
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
    })
    return null
  } catch (error) {
    return error as Error
  }
}
