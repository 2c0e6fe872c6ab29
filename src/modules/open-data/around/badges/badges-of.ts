import { questionsOf } from '#commons/discussion/questions-of.ts'
import { addDays, dayOf, startOfDay } from '#commons/lifecycle/plain-day.ts'
import type { Services } from '#kernel/http/context.ts'
import { ANSWER_DAYS, type Badge, badgesFor, YEAR_DAYS } from './badges.ts'
import { meritsOf } from './merits-store.ts'

/** What each of some datasets is praised for now, by id; what is not public is not there. */
export async function badgesOf(
  { db, timeZone }: Pick<Services, 'db' | 'timeZone'>,
  ids: string[],
  now: Date,
): Promise<Map<string, Badge[]>> {
  const today = dayOf(now, timeZone)
  const daysAgo = (days: number) => startOfDay(addDays(today, -days), timeZone)
  const [merits, questions] = await Promise.all([
    meritsOf(db, ids, daysAgo(YEAR_DAYS), timeZone),
    questionsOf(db, ids, daysAgo(ANSWER_DAYS)),
  ])
  return new Map(
    merits.map(({ id, ...one }) => [
      id,
      badgesFor({ ...one, today, questions: questions.get(id) ?? { asked: 0, answered: 0 } }),
    ]),
  )
}
