import { randomBytes } from 'node:crypto'
import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import { InvalidInput, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { findIdea, type IdeaRow, isHidden, recordIdeaEvent } from '../idea-store.ts'
import { processRef } from '../process-ref.ts'
import { linkOf } from './idea-in-list.ts'
import { ideaAdapted, ideaText } from './ledger-entries.ts'
import { findWrittenIdea, lockWrittenIdea } from './own-idea.ts'
import { processOf } from './process-of.ts'
import { namesSomebody } from './propose-idea.ts'
import type { AdaptView, EarlierTexts } from './replies.ts'
import { earlierTextsOf, replaceText } from './text-store.ts'

/** Each change asks offices to read again. */
const perDay = { name: 'budgeting.adapting', max: 10, seconds: 86_400 }

/** Whether those who wrote an idea may change its text: only while offices look into it. */
export const mayAdapt = (idea: IdeaRow, process: Pick<Process, 'state'>): boolean =>
  idea.state === 'review' && !isHidden(idea) && process.state === 'running'

/** The text as it stands, for those who wrote it. @throws SignInNeeded, NotFound */
export async function showAdapting(ctx: Context, { number }: { number: number }): Promise<AdaptView> {
  const idea = await findWrittenIdea(ctx, number)
  const process = await processOf(ctx.db, idea)
  return {
    idea: linkOf(ctx, idea),
    process: processRef(ctx, process),
    text: idea.textMarkdown,
    textSince: idea.textSince?.toISOString() ?? null,
    open: mayAdapt(idea, process),
  }
}

/**
 * Those who wrote an idea adapt its text to what offices say. The earlier text stays readable with its days, the public log gets the hash
 * of the new one, and opinions given before are marked so.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken budgeting.changed-meanwhile
 */
export async function adaptIdea(
  ctx: WriteContext,
  number: number,
  { text }: { text: string },
): Promise<{ number: number }> {
  const idea = await lockWrittenIdea(ctx, number)
  const process = await processOf(ctx.tx, idea)
  if (!mayAdapt(idea, process)) throw new RuleBroken('budgeting.changed-meanwhile')
  if (namesSomebody(text)) throw new InvalidInput([{ field: 'text', text: { key: 'budgeting.ideas.personal' } }])
  // Sent twice is sent once.
  if (text === idea.textMarkdown) return { number }
  const wait = await countAgainst(ctx.db, perDay, personOf(ctx).accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const salt = randomBytes(16)
  await replaceText(ctx.tx, idea, { markdown: text, html: markdownToHtml(text), salt }, ctx.now)
  await recordIdeaEvent(ctx.tx, { ideaId: idea.id, kind: 'ideas.adapted', now: ctx.now })
  const day = dayOf(ctx.now, ctx.timeZone)
  appendEntries(ctx.tx, [ideaAdapted(process.number, number, ideaText(salt, idea.title, text), day)], ctx.now)
  return { number }
}

/** Texts that an idea had before, the newest first, each with the days on which it stood. Of a hidden idea there are none to read. */
export async function showEarlierTexts(ctx: Context, { number }: { number: number }): Promise<EarlierTexts> {
  const idea = await findIdea(ctx.db, number)
  const [process, texts] = await Promise.all([processOf(ctx.db, idea), earlierTextsOf(ctx.db, idea.id)])
  return {
    idea: linkOf(ctx, idea),
    process: processRef(ctx, process),
    lang: idea.lang,
    texts: isHidden(idea)
      ? []
      : texts
          .map(({ html, replacedAt }, at) => ({
            html,
            from: (texts[at - 1]?.replacedAt ?? idea.createdAt).toISOString(),
            until: replacedAt.toISOString(),
          }))
          .reverse(),
  }
}
