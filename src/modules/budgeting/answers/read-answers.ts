import { clocksOf, type KeptClock } from '#commons/lifecycle/clocks.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type IdeaRow, isHidden } from '../idea-store.ts'
import { processOf } from '../ideas/process-of.ts'
import { appealDays } from '../review/settings.ts'
import type { AnswerOnIdea, Given } from './answer-reply.ts'
import { isStillAnswered } from './asks.ts'
import { ANSWER } from './clocks.ts'
import { type Answer, answersTo } from './store.ts'

/** The answer to one idea, owed or given; null where none is. */
export async function answerOnIdea(ctx: Context, idea: IdeaRow): Promise<AnswerOnIdea> {
  if (!isOwedOrGiven(idea)) return null
  const [answer] = await answersOn(ctx, await processOf(ctx.db, idea), [idea])
  return answer ?? null
}

/** Answers to ideas of one process, in the order of the ideas. */
export async function answersOn(
  ctx: Context,
  process: Process,
  ideas: IdeaRow[],
): Promise<NonNullable<AnswerOnIdea>[]> {
  const ids = ideas.map(({ id }) => id)
  const [answers, clocks] = await Promise.all([answersTo(ctx.db, ids), clocksOf(ctx.db, ctx.calendar, ANSWER, ids)])
  return Promise.all(
    ideas.map((idea) =>
      answerView(ctx, process, idea, {
        answers: answers.filter(({ ideaId }) => ideaId === idea.id),
        clocks: clocks.filter(({ subject }) => subject.id === idea.id),
      }),
    ),
  )
}

const isOwedOrGiven = ({ state }: IdeaRow): boolean =>
  state === 'to-answer' || state === 'taken-up' || state === 'not-taken-up'

async function answerView(
  ctx: Context,
  process: Process,
  idea: IdeaRow,
  { answers, clocks }: { answers: Answer[]; clocks: KeptClock[] },
): Promise<NonNullable<AnswerOnIdea>> {
  const [first] = answers
  const last = idea.state === 'to-answer' ? undefined : answers.at(-1)
  const given = last ? givenView(ctx, last, clocks.at(-1)) : null
  return {
    authority: { slug: process.organisation.slug, name: inLang(process.organisation.name, ctx.lang) },
    due: given ? null : dueOf(ctx, clocks.at(-1)),
    given,
    asked:
      idea.appealedAt && first
        ? askedView(ctx, idea, givenView(ctx, first, termOf(ctx, first, clocks)), idea.appealedAt)
        : null,
    askUntil: last ? await askUntil(ctx, process, idea, last) : null,
  }
}

function dueOf(ctx: Context, kept: KeptClock | undefined): NonNullable<AnswerOnIdea>['due'] {
  if (!kept?.deadline.dueOn) return null
  const today = dayOf(ctx.now, ctx.timeZone)
  const late = kept.deadline.overdueDays(today)
  return {
    dueOn: kept.deadline.dueOn,
    daysLeft: late > 0 ? -late : kept.deadline.daysLeft(today),
    total: kept.clock.length,
  }
}

/** The term in which the first answer was given: the one that it stopped. An idea that was hidden before has an earlier one. */
function termOf(ctx: Context, { answeredAt }: Answer, clocks: KeptClock[]): KeptClock | undefined {
  const on = dayOf(answeredAt, ctx.timeZone)
  return clocks.find(({ clock }) => clock.stoppedOn === on) ?? clocks[0]
}

/** @param kept the term in which it was given */
function givenView(ctx: Context, answer: Answer, kept: KeptClock | undefined): Given {
  const { takenUp, text, lang, translation, translationLang } = answer
  const on = dayOf(answer.answeredAt, ctx.timeZone)
  return {
    ...{ takenUp, text, lang, on },
    translation: translation !== null && translationLang ? { text: translation, lang: translationLang } : null,
    lateDays: kept?.deadline.overdueDays(on) ?? 0,
  }
}

/** Its author's words go where the idea's go. */
function askedView(ctx: Context, idea: IdeaRow, earlier: Given, at: Date) {
  return { text: isHidden(idea) ? null : idea.appealText, lang: idea.appealLang, on: dayOf(at, ctx.timeZone), earlier }
}

/** The last day on which the author of an idea can ask that it is looked at again; null where that is over, was done, or cannot be. */
export async function askUntil(
  ctx: Context,
  process: Process,
  idea: IdeaRow,
  { answeredAt }: Pick<Answer, 'answeredAt'>,
): Promise<string | null> {
  if (idea.state !== 'not-taken-up' || idea.appealedAt || isHidden(idea) || !isStillAnswered(process)) return null
  const on = dayOf(answeredAt, ctx.timeZone)
  const until = addDays(on, await ctx.settings.valueOn(appealDays, on, process.organisationId))
  return until < dayOf(ctx.now, ctx.timeZone) ? null : until
}
