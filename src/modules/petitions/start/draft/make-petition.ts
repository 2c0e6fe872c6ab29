import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { slugOf, thresholdNames } from '../../petition.ts'
import { addTextVersion } from '../add-text-version.ts'
import { supportersNeeded, thresholdSettings } from '../settings.ts'
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
  await sql`
    INSERT INTO petitions.addressee (petition_id, organisation_id, position)
    SELECT ${id}, organisation_id, position - 1 FROM unnest(${draft.addressees}::uuid[]) WITH ORDINALITY AS row (organisation_id, position)`.execute(
    ctx.tx,
  )
  for (const organisationId of draft.addressees) await copyThresholds(ctx, id, organisationId, today)
  await sql`
    INSERT INTO petitions.document (petition_id, id, sha256, name, type, size, width, height, description, position, added_at)
    SELECT ${id}, d.id, d.sha256, d.name, d.type, d.size, d.width, d.height, d.description, row_number() OVER (ORDER BY d.added_at, d.id), ${ctx.now}
    FROM petitions.draft_document d WHERE d.draft_id = ${draft.draftId}`.execute(ctx.tx)
  await sql`DELETE FROM petitions.draft_document WHERE draft_id = ${draft.draftId}`.execute(ctx.tx)
  return petition
}

/** What an authority that is asked promises on this day holds for this petition, whatever it promises later. */
async function copyThresholds(ctx: WriteContext, id: string, organisationId: string, today: string): Promise<void> {
  for (const name of thresholdNames) {
    const signatures = await ctx.settings.valueOn(thresholdSettings[name].signatures, today, organisationId)
    const level = await ctx.settings.valueOn(thresholdSettings[name].level, today, organisationId)
    await sql`
      INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
      VALUES (${id}, ${name}, ${signatures}, ${level}, ${organisationId})`.execute(ctx.tx)
  }
}
