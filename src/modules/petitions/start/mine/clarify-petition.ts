import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { recordEvent } from '../../record-event.ts'
import { clarified } from '../ledger-entries.ts'
import { ownPetitionHeld } from './own-petition.ts'

/** More would be another petition. */
export const MAX_CLARIFICATIONS = 10

/**
 * Adds a dated clarification to a public petition. The text that people sign stays as it is.
 *
 * @throws RuleBroken petitions.start.not-public or petitions.start.enough-clarifications
 */
export async function clarifyPetition(ctx: WriteContext, number: number, markdown: string): Promise<void> {
  const petition = await ownPetitionHeld(ctx, number)
  if (petition.state !== 'open' && petition.state !== 'closed') throw new RuleBroken('petitions.start.not-public')
  const { rows } = await sql<{ there: number }>`
    SELECT count(*) AS there FROM petitions.clarification WHERE petition_id = ${petition.id}`.execute(ctx.tx)
  const position = (rows[0]?.there ?? 0) + 1
  if (position > MAX_CLARIFICATIONS)
    throw new RuleBroken('petitions.start.enough-clarifications', { max: MAX_CLARIFICATIONS })
  const salt = randomBytes(16)
  await sql`
    INSERT INTO petitions.clarification (petition_id, id, position, markdown, html, salt, added_at)
    VALUES (${petition.id}, ${newId(ctx.now)}, ${position}, ${markdown}, ${markdownToHtml(markdown)}, ${salt}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await recordEvent(ctx.tx, { petitionId: petition.id, kind: 'start.clarified', now: ctx.now })
  appendEntries(ctx.tx, [clarified(number, position, salt, markdown, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
