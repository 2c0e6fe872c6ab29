import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { Gone, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { similarTo } from '../similar/find-similar.ts'
import type { Answers } from './answers.ts'
import { type DraftRow, findDraft, holdDraft, openDraftsOf } from './store.ts'

/** Drafts that one account may have at once. */
export const MAX_DRAFTS = 5

/** Begins a draft with its title. @throws RuleBroken petitions.start.too-many-drafts */
export async function beginDraft(ctx: WriteContext, title: string): Promise<{ id: string; answers: Answers }> {
  const { accountId } = personOf(ctx)
  // Two windows that begin at once wait for each other here, so that five stay five.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`petitions.draft ${accountId}`}, 0))`.execute(ctx.tx)
  if ((await openDraftsOf(ctx.tx, accountId)).length >= MAX_DRAFTS)
    throw new RuleBroken('petitions.start.too-many-drafts', { max: MAX_DRAFTS })
  const id = newId(ctx.now)
  const answers = await withSimilarAsked(ctx, { title }, {})
  await sql`
    INSERT INTO petitions.draft (id, account_id, answers, writer, created_at, saved_at)
    VALUES (${id}, ${accountId}, ${JSON.stringify(answers)}::jsonb, ${id}, ${ctx.now}, ${ctx.now})`.execute(ctx.tx)
  return { id, answers }
}

/** The draft of the person who asks. @throws NotFound for others */
export async function ownDraft(ctx: Context, id: string): Promise<DraftRow> {
  const draft = await findDraft(ctx.db, personOf(ctx).accountId, id)
  if (!draft) throw new NotFound()
  return draft
}

/** The same for a change. @throws Gone petitions.start.draft-sent when it is a petition already */
export async function ownDraftHeld(ctx: WriteContext, id: string): Promise<DraftRow> {
  const draft = await holdDraft(ctx.tx, personOf(ctx).accountId, id)
  if (!draft) throw new NotFound()
  if (draft.sentAs !== null)
    throw new Gone('petitions.start.draft-sent').leadingTo('/petitions/drafts/new', { key: 'petitions.start.anew' })
  return draft
}

/** A new title asks again whether another petition says the same; when there is none, nobody is asked. */
export async function withSimilarAsked(ctx: WriteContext, answers: Answers, before: Answers): Promise<Answers> {
  if (answers.title === undefined || answers.title === before.title) return answers
  const similar = await similarTo(ctx.tx, answers.title)
  return { ...answers, differs: similar.length === 0 ? 'yes' : '' }
}
