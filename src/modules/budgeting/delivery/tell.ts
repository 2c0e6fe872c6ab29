import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { composeMail } from '#commons/notices/compose-mail.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import type { OwnDelivery } from './permissions.ts'
import { recordProjectEvent } from './record-store.ts'

/**
 * What an official did with a project: in its timeline where the public should read it, in the audit record, and in the public log.
 *
 * @param act the message `budgeting.delivery.act.<act>` names it
 * @param told.event the message `budgeting.delivery.event.<event>` with the data
 */
export async function tellAct(
  ctx: WriteContext,
  { process, delivery, by }: OwnDelivery,
  act: string,
  told: { event?: string; data?: Record<string, string | number>; entry?: Entry },
): Promise<void> {
  const { event, data = {}, entry } = told
  if (event) await recordProjectEvent(ctx.tx, delivery.projectId, event, data, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: `budgeting.delivery.${act}`,
    subject: { kind: 'process', id: String(process.number) },
    data: { project: delivery.number, ...data },
    now: ctx.now,
  })
  if (entry) appendEntries(ctx.tx, [entry], ctx.now)
}

/**
 * A letter to the author of an idea, who is asked or told something about it. Voters are not written to: nobody knows who they are,
 * and supporters gave their support, not their address for news.
 */
export async function writeToAuthor(
  ctx: Pick<WriteContext, 'tx' | 'now' | 'publicUrl' | 'translate'>,
  authorMailboxId: string | null,
  letter: { about: 'done' | 'scope'; title: string; path: string; data?: Record<string, string> },
): Promise<void> {
  const author = authorMailboxId === null ? null : await mailboxOf(ctx.tx, authorMailboxId)
  if (!author) return
  const t = ctx.translate(author.lang)
  const part = (name: string) =>
    say(t, {
      key: `budgeting.delivery.mail.${letter.about}.${name}` as MessageKey,
      args: { title: letter.title, ...letter.data },
    })
  await queueMails(
    ctx.tx,
    [
      composeMail(ctx, {
        to: author.address,
        lang: author.lang,
        subject: part('subject'),
        paragraphs: [part('text')],
        button: { label: part('button'), url: `${ctx.publicUrl}/${author.lang}${letter.path}` },
        footer: [t('budgeting.delivery.mail.footer')],
      }),
    ],
    ctx.now,
  )
}

async function mailboxOf(tx: Tx, id: string): Promise<{ address: string; lang: Lang } | null> {
  const { rows } = await sql<{ address: string; lang: Lang }>`
    SELECT address, lang FROM people.mailbox WHERE id = ${id} AND address IS NOT NULL`.execute(tx)
  return rows[0] ?? null
}
