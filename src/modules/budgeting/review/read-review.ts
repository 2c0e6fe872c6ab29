import { sql } from 'kysely'
import { clocksOf, type KeptClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, langs } from '#kernel/i18n/lang.ts'
import { type IdeaRow, ideasWhere, isHidden } from '../idea-store.ts'
import { namesOf } from '../names.ts'
import { budgetOf, envelopesOf } from '../store.ts'
import { costOnce, type RefusalReason } from './aspects.ts'
import { APPEAL, APPEAL_DECISION, OPINION } from './clocks.ts'
import type { OpinionView, ReviewOnIdea } from './replies.ts'
import { costOf, decisionOf, earlierOpinionsOf, type Opinion, opinionsOf } from './store.ts'

/** What everybody may know of the review of an idea, in the reader's language. */
export async function reviewOnIdea(ctx: Context, ideaId: string): Promise<ReviewOnIdea> {
  const [idea] = await ideasWhere(ctx.db, sql`i.id = ${ideaId}`)
  if (!idea) throw new Error('no such idea')
  const [budget, envelopes, opinions, earlier, cost, decision, names, appealClocks, decisionClocks] = await Promise.all(
    [
      budgetOf(ctx.db, idea.processId),
      envelopesOf(ctx.db, idea.processId),
      opinionsOf(ctx.db, idea.id),
      earlierOpinionsOf(ctx.db, idea.id),
      costOf(ctx.db, idea.id),
      decisionOf(ctx.db, idea.id),
      namesOf(ctx.db, idea.id),
      clocksOf(ctx.db, ctx.calendar, APPEAL, [idea.id]),
      clocksOf(ctx.db, ctx.calendar, APPEAL_DECISION, [idea.id]),
    ],
  )
  const clocks = await clocksOf(
    ctx.db,
    ctx.calendar,
    OPINION,
    [...opinions, ...earlier].map(({ id }) => id),
  )
  const viewOf = (one: Opinion) =>
    opinionView(
      ctx,
      idea,
      one,
      clocks.findLast(({ subject }) => subject.id === one.id),
    )
  const envelope = envelopes.find(({ id }) => id === idea.envelopeId)
  const accepted = envelope && (idea.state === 'accepted' || idea.state === 'on-ballot')
  return {
    number: idea.number,
    state: idea.state,
    currency: budget.currency,
    opinions: opinions.map(viewOf),
    earlierOpinions: earlier.map(viewOf),
    names: langs.flatMap((lang) => (names[lang] === undefined ? [] : [{ lang, title: names[lang] }])),
    cost: cost && { ...cost, total: costOnce(cost) },
    accepted: accepted
      ? { envelope: inLang(envelope.name, ctx.lang), text: decision.acceptanceText, lang: decision.acceptanceLang }
      : null,
    refused:
      idea.refusalReason === null
        ? null
        : {
            reason: idea.refusalReason as RefusalReason,
            text: idea.refusalText ?? '',
            lang: decision.refusalLang,
            on: appealClocks[0]?.clock.startsOn ?? null,
            appealUntil: idea.state === 'refused' ? (appealClocks.at(-1)?.deadline.dueOn ?? null) : null,
          },
    appeal:
      idea.appealedAt === null
        ? null
        : {
            // Its author's words, as the idea is.
            text: isHidden(idea) ? null : idea.appealText,
            lang: idea.appealLang,
            on: dayOf(idea.appealedAt, ctx.timeZone),
            decideBy: idea.state === 'appealed' ? (decisionClocks.at(-1)?.deadline.dueOn ?? null) : null,
            answer: decision.appealAnswer,
            answerLang: decision.appealAnswerLang,
          },
  }
}

function opinionView(ctx: Context, idea: IdeaRow, one: Opinion, kept: KeptClock | undefined): OpinionView {
  const today = dayOf(ctx.now, ctx.timeZone)
  const late = kept?.deadline.overdueDays(today) ?? 0
  return {
    aspect: one.aspect,
    authority: { slug: one.organisation.slug, name: inLang(one.organisation.name, ctx.lang) },
    office: one.office,
    askedOn: dayOf(one.askedAt, ctx.timeZone),
    clock: kept?.deadline.dueOn
      ? {
          dueOn: kept.deadline.dueOn,
          daysLeft: late > 0 ? -late : kept.deadline.daysLeft(today),
          total: kept.clock.length,
          over: one.givenAt !== null || (idea.state !== 'review' && idea.state !== 'appealed'),
        }
      : null,
    verdict: one.verdict,
    checked: one.checked,
    conditions: one.conditions,
    text: one.text,
    lang: one.lang,
    givenOn: one.givenAt && dayOf(one.givenAt, ctx.timeZone),
    onEarlierText: onEarlierText(one, idea),
  }
}

/** Whether an opinion was given before the text was adapted to what stands now. */
export const onEarlierText = ({ givenAt }: Pick<Opinion, 'givenAt'>, { textSince }: Pick<IdeaRow, 'textSince'>) =>
  givenAt !== null && textSince !== null && givenAt < textSince
