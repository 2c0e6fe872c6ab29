import { clocksOf, type KeptClock } from '#commons/lifecycle/clocks.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import type { IdeaRow } from '../idea-store.ts'
import { processOf } from '../ideas/process-of.ts'
import type { AnswerOnIdea } from './answer-reply.ts'
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
  return ideas.map(({ id }) =>
    answerView(
      ctx,
      process,
      answers.get(id),
      clocks.findLast(({ subject }) => subject.id === id),
    ),
  )
}

const isOwedOrGiven = ({ state }: IdeaRow): boolean =>
  state === 'to-answer' || state === 'taken-up' || state === 'not-taken-up'

function answerView(
  ctx: Context,
  process: Process,
  answer: Answer | undefined,
  kept: KeptClock | undefined,
): NonNullable<AnswerOnIdea> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const late = (on: string) => kept?.deadline.overdueDays(on) ?? 0
  return {
    authority: { slug: process.organisation.slug, name: inLang(process.organisation.name, ctx.lang) },
    due:
      kept?.deadline.dueOn && !answer
        ? {
            dueOn: kept.deadline.dueOn,
            daysLeft: late(today) > 0 ? -late(today) : kept.deadline.daysLeft(today),
            total: kept.clock.length,
          }
        : null,
    given: answer
      ? {
          takenUp: answer.takenUp,
          text: answer.text,
          lang: answer.lang,
          on: dayOf(answer.answeredAt, ctx.timeZone),
          lateDays: late(dayOf(answer.answeredAt, ctx.timeZone)),
        }
      : null,
  }
}
