import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { findPersonalData } from '#commons/moderation/find-personal-data.ts'
import { announce } from '#commons/notices/notices.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { petitionNews } from '../../answering/news.ts'
import { recordEvent } from '../../record-event.ts'
import { clarified } from '../ledger-entries.ts'
import { ownPetitionHeld } from './own-petition.ts'

/** What may stand in no text that is published at once: numbers that belong to a person. */
const REFUSED = new Set(['idnp', 'iban', 'card', 'phone'])

/** More would be another petition. */
export const MAX_CLARIFICATIONS = 10

/**
 * Adds a dated clarification to a public petition. The text that people sign stays as it is. Nobody looks at it before it is public, so
 * a personal number, account, card or phone in it is refused.
 *
 * @throws InvalidInput petitions.start.clarification.personal-data; RuleBroken petitions.start.not-public or petitions.start.enough-clarifications
 */
export async function clarifyPetition(ctx: WriteContext, number: number, markdown: string): Promise<void> {
  const petition = await ownPetitionHeld(ctx, number)
  if (petition.state !== 'open' && petition.state !== 'closed') throw new RuleBroken('petitions.start.not-public')
  const found = findPersonalData(markdown).find(({ kind }) => REFUSED.has(kind))
  if (found)
    throw new InvalidInput([
      {
        field: 'text',
        text: { key: 'petitions.start.clarification.personal-data', args: { kind: found.kind, sample: found.sample } },
      },
    ])
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
  // Without its words: what is hidden later must not stand in mailboxes.
  await announce(ctx.tx, petitionNews, { kind: 'clarification', subjectId: petition.id, data: {} }, ctx.now)
}
