import { sql } from 'kysely'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Answers, DraftSave } from './answers.ts'
import { ownDraftHeld, withSimilarAsked } from './open-draft.ts'
import type { DraftRow } from './store.ts'

/**
 * Keeps answers in a draft. What another window saved meanwhile is not overwritten: the person sees both first.
 *
 * @throws RuleBroken petitions.start.draft-changed
 */
export async function saveDraft(ctx: WriteContext, id: string, save: DraftSave): Promise<DraftRow> {
  const draft = await ownDraftHeld(ctx, id)
  const own = save.version === draft.version || save.writer === draft.writer
  if (!own && !sameAnswers(draft.answers, save.answers)) throw new RuleBroken('petitions.start.draft-changed')
  const changes = await withSimilarAsked(ctx, save.answers, draft.answers)
  const answers = { ...draft.answers, ...changes }
  const writer = save.writer ?? newId(ctx.now)
  const { rows } = await sql<{ version: number }>`
    UPDATE petitions.draft SET answers = ${JSON.stringify(answers)}::jsonb, version = version + 1, writer = ${writer}, saved_at = ${ctx.now}
    WHERE id = ${id} RETURNING version`.execute(ctx.tx)
  return { ...draft, answers, writer, savedAt: ctx.now, version: rows[0]?.version ?? draft.version }
}

function sameAnswers(kept: Answers, typed: Answers): boolean {
  return Object.entries(typed).every(([name, value]) => (kept[name] ?? '') === value)
}
