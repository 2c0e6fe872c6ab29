import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { ActContext } from '../moderation/act-context.ts'
import { textHash, textVersion } from './ledger-entries.ts'

/** Keeps a text of a petition as its next version, with its entry in the public log. The petition's row holds the same salt. */
export async function addTextVersion(
  ctx: ActContext,
  petition: { id: string; number: number },
  text: { version: number; title: string; why: string; salt: Buffer },
): Promise<void> {
  await sql`
    INSERT INTO petitions.text_version (petition_id, version, title, why_markdown, salt, created_at)
    VALUES (${petition.id}, ${text.version}, ${text.title}, ${text.why}, ${text.salt}, ${ctx.now})`.execute(ctx.tx)
  const hash = textHash(text.salt, text.title, text.why)
  appendEntries(ctx.tx, [textVersion(petition.number, text.version, hash, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
