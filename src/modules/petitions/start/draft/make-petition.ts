import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { slugOf } from '../../petition.ts'
import { setAddressees } from '../add-addressees.ts'
import { addTextVersion } from '../add-text-version.ts'
import { supportersNeeded } from '../settings.ts'
import { searchColumns } from '../similar/find-similar.ts'
import { supportHash } from '../support/link.ts'
import type { Answers } from './answers.ts'

export interface CheckedDraft {
  draftId: string
  /** Every question answered and checked. */
  answers: Answers
  /** Ids of authorities, the first one first. */
  addressees: string[]
  starterMailboxId: string
}

/** Writes the petition with its addressees, thresholds, first text and documents; it waits for its first supporters. */
export async function makePetition(ctx: WriteContext, draft: CheckedDraft): Promise<{ id: string; number: number }> {
  const { answers } = draft
  const { title = '', why = '' } = answers
  const organised = answers.starter === 'organisation'
  const starterName = organised ? answers.organisation : answers.starter === 'named' ? answers.name : null
  const id = newId(ctx.now)
  const today = dayOf(ctx.now, ctx.timeZone)
  const search = searchColumns(title, why)
  const salt = randomBytes(16)
  const { rows } = await sql<{ number: number }>`
    INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic,
      starter_mailbox_id, starter_name, organisation_name, organisation_idno, organisation_mandate, supporters_needed, support_hash,
      search_title, search_text, created_at)
    VALUES (${id}, 'supporting', ${answers.language}, ${title}, ${slugOf(title)}, ${why}, ${markdownToHtml(why)}, ${salt},
      ${answers.place}, ${answers.topic}, ${draft.starterMailboxId}, ${starterName ?? null}, ${organised ? answers.organisation : null},
      ${organised ? answers.idno : null}, ${organised ? answers.mandate : null},
      ${await ctx.settings.valueOn(supportersNeeded, today)}, ${supportHash(ctx.secrets, id)}, ${search.title}, ${search.text}, ${ctx.now})
    RETURNING number`.execute(ctx.tx)
  const petition = { id, number: rows[0]?.number as number }
  await addTextVersion(ctx, petition, { version: 1, title, why, salt })
  await setAddressees(ctx, id, draft.addressees)
  await sql`
    INSERT INTO petitions.document (petition_id, id, sha256, name, type, size, width, height, description, position, added_at)
    SELECT ${id}, d.id, d.sha256, d.name, d.type, d.size, d.width, d.height, d.description, row_number() OVER (ORDER BY d.added_at, d.id), ${ctx.now}
    FROM petitions.draft_document d WHERE d.draft_id = ${draft.draftId}`.execute(ctx.tx)
  await sql`DELETE FROM petitions.draft_document WHERE draft_id = ${draft.draftId}`.execute(ctx.tx)
  return petition
}
