import { sql } from 'kysely'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { say } from '#kernel/i18n/translator.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { touchListing } from '../find/touch-listing.ts'
import { slugOf } from '../petition.ts'
import { searchColumns } from '../start/similar/find-similar.ts'
import type { ActContext } from './act-context.ts'
import { maskedText, type Range } from './masked-text.ts'
import type { MaskReason } from './reasons.ts'

/**
 * Writes into the petition's row what readers may see now: its text without the masked parts, a visible mark in their place, and
 * what follows from the text (HTML, address). The whole text is kept apart as long as anything is hidden. The caller holds the
 * petition's row.
 */
export async function applyMasks(
  ctx: ActContext,
  petition: { id: string; lang: Lang; title: string; why: string },
): Promise<void> {
  const { rows: masks } = await sql<{ target: 'passage' | 'text'; ranges: Range[]; reason: MaskReason }>`
    SELECT target, ranges, reason FROM petitions.mask
    WHERE petition_id = ${petition.id} AND lifted_at IS NULL AND target IN ('passage', 'text') ORDER BY masked_at, id`.execute(
    ctx.tx,
  )
  if (masks.length > 0)
    await sql`
      INSERT INTO petitions.original_text (petition_id, title, why_markdown, kept_at)
      VALUES (${petition.id}, ${petition.title}, ${petition.why}, ${ctx.now}) ON CONFLICT DO NOTHING`.execute(ctx.tx)
  else await sql`DELETE FROM petitions.original_text WHERE petition_id = ${petition.id}`.execute(ctx.tx)

  const t = ctx.translate(petition.lang)
  const shown = maskedText(
    petition,
    masks.map(({ reason, ...mask }) => ({
      ...mask,
      mark: t('petitions.moderation.mask-mark', {
        reason: say(t, { key: `petitions.moderation.mask-reason.${reason}` as MessageKey }),
      }),
    })),
  )
  const search = searchColumns(shown.title, shown.why)
  await sql`
    UPDATE petitions.petition SET title = ${shown.title}, slug = ${slugOf(shown.title)}, why_markdown = ${shown.why},
      why_html = ${markdownToHtml(shown.why)}, search_title = ${search.title}, search_text = ${search.text} WHERE id = ${petition.id}`.execute(
    ctx.tx,
  )
  touchListing(ctx.tx, petition.id, ctx.now)
}
