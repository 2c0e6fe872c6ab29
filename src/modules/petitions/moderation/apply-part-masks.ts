import { sql } from 'kysely'
import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import type { ActContext } from './act-context.ts'
import { type HiddenPart, maskedMarkdown, type Range } from './masked-text.ts'
import type { Part, PartField } from './parts.ts'
import type { MaskReason } from './reasons.ts'

/**
 * Writes into the row of an answer, a follow-up or a clarification what readers may see now, and keeps what it said as long as
 * anything is hidden: as {@link applyMasks} does for the petition. Whether a file is sent is asked of its masks each time.
 */
export async function applyPartMasks(ctx: ActContext, petitionId: string, part: Part): Promise<void> {
  if (part.kind === 'answer-file') return
  const { rows: masks } = await sql<{ ranges: Range[]; reason: MaskReason }>`
    SELECT ranges, reason FROM petitions.mask WHERE part_id = ${part.id} AND lifted_at IS NULL ORDER BY masked_at, id`.execute(
    ctx.tx,
  )
  if (masks.length > 0)
    await sql`
      INSERT INTO petitions.original_part (part_id, petition_id, texts, kept_at)
      VALUES (${part.id}, ${petitionId}, ${JSON.stringify(part.texts)}::jsonb, ${ctx.now}) ON CONFLICT DO NOTHING`.execute(
      ctx.tx,
    )
  else await sql`DELETE FROM petitions.original_part WHERE part_id = ${part.id}`.execute(ctx.tx)

  const shown = (field: PartField) => shownField(ctx, part, field, masks)
  const [text, translation, correction] = [shown('text'), shown('translation'), shown('correction')]
  if (part.kind === 'answer')
    await sql`
      UPDATE petitions.case_answer SET text_markdown = ${text.markdown}, text_html = ${text.html}, translation_markdown = ${translation.markdown},
        translation_html = ${translation.html}, correction = ${correction.markdown} WHERE id = ${part.id}`.execute(
      ctx.tx,
    )
  if (part.kind === 'follow-up')
    await sql`
      UPDATE petitions.case_follow_up SET text_markdown = ${text.markdown}, text_html = ${text.html} WHERE id = ${part.id}`.execute(
      ctx.tx,
    )
  if (part.kind === 'clarification')
    await sql`
      UPDATE petitions.clarification SET markdown = ${text.markdown}, html = ${text.html}
      WHERE petition_id = ${petitionId} AND id = ${part.id}`.execute(ctx.tx)
}

function shownField(
  ctx: ActContext,
  part: Part,
  field: PartField,
  masks: { ranges: Range[]; reason: MaskReason }[],
): { markdown: string | null; html: string | null } {
  const original = part.texts[field]
  if (!original) return { markdown: null, html: null }
  const t = ctx.translate(field === 'translation' && part.translationLang ? part.translationLang : part.lang)
  const hidden = masks.map(({ ranges, reason }): HiddenPart => {
    const key = `petitions.moderation.mask-reason.${reason}` as MessageKey
    const mark = t('petitions.moderation.mask-mark', { reason: say(t, { key }) })
    return { target: ranges.length === 0 ? 'text' : 'passage', ranges, mark }
  })
  const { markdown = null, html = null } = original
  // Of a text without Markdown only all can be hidden.
  if (markdown === null && !hidden.some(({ target }) => target === 'text')) return { markdown, html }
  const plain = field === 'correction'
  const shown = maskedMarkdown(markdown ?? '', hidden, field, plain)
  if (masks.length === 0) return { markdown, html }
  return { markdown: markdown === null ? null : shown, html: plain ? null : markdownToHtml(shown) }
}
