import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { enterModeration } from '../../moderation/enter-moderation.ts'
import { slugOf } from '../../petition.ts'
import { addTextVersion } from '../add-text-version.ts'
import { searchColumns } from '../similar/find-similar.ts'
import { ownPetitionHeld } from './own-petition.ts'

/**
 * The starter changes what a moderator asked for and hands the petition in again. Another text is another version: those
 * who supported the older one have not supported this one.
 *
 * @throws RuleBroken petitions.start.not-returned, or petitions.start.nothing-changed
 */
export async function resubmitPetition(
  ctx: WriteContext,
  number: number,
  form: { title: string; why: string; removed: string[] },
): Promise<void> {
  const petition = await ownPetitionHeld(ctx, number)
  if (petition.state !== 'returned') throw new RuleBroken('petitions.start.not-returned')
  const { title, why } = form
  const sameText = title === petition.title && why === petition.why
  if (sameText && form.removed.length === 0) throw new RuleBroken('petitions.start.nothing-changed')
  await sql`
    DELETE FROM petitions.document WHERE petition_id = ${petition.id} AND id = ANY(${form.removed}::uuid[])`.execute(
    ctx.tx,
  )
  if (!sameText) {
    const version = petition.version + 1
    const salt = randomBytes(16)
    const search = searchColumns(title, why)
    await sql`
      UPDATE petitions.petition SET title = ${title}, slug = ${slugOf(title)}, why_markdown = ${why}, why_html = ${markdownToHtml(why)},
        text_version = ${version}, text_salt = ${salt}, search_title = ${search.title}, search_text = ${search.text}
      WHERE id = ${petition.id}`.execute(ctx.tx)
    await addTextVersion(ctx, petition, { version, title, why, salt })
  }
  await enterModeration(ctx, petition)
}
