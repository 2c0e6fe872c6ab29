import { daysBetween, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { dueAfterDays } from '../../catalogue/vocabularies/frequencies.ts'
import { ratingOf } from '../../score/mqa.ts'

/** What a dataset can be praised for, each by a rule that reads data which is there anyway; in the order in which they are shown. */
export const badgeNames = ['high-value', 'on-time', 'excellent', 'reused', 'answers'] as const
export type BadgeName = (typeof badgeNames)[number]

/** One that a dataset has, with the number by which it has it: what `why` says. */
export interface Badge {
  badge: BadgeName
  /** Updates in time, points, reuses, questions; null where nothing is counted. */
  figure: number | null
}

/** What the rules look at. */
export interface Merits {
  highValue: boolean
  frequency: string
  /** Days on which new data came in the last {@link YEAR_DAYS} days, oldest first, each once. */
  updates: PlainDay[]
  today: PlainDay
  /** Of 405; null before they were counted. */
  points: number | null
  reuses: number
  /** Questions in the discussion that are older than {@link ANSWER_DAYS} days or answered, and those with an answer of the institution. */
  questions: { asked: number; answered: number }
}

export const YEAR_DAYS = 365
/** So long a question may wait before it counts as unanswered. */
export const ANSWER_DAYS = 10
/** Once is luck. */
const LEAST_UPDATES = 3
/** What comes less often than every quarter says nothing within a year. */
const OFTEN_DAYS = 92

export function badgesFor(merits: Merits): Badge[] {
  const { highValue, points, reuses, questions } = merits
  const updates = updatesInTime(merits)
  const figures: Record<BadgeName, number | null | undefined> = {
    'high-value': highValue ? null : undefined,
    'on-time': updates ?? undefined,
    excellent: points !== null && ratingOf(points) === 'excellent' ? points : undefined,
    reused: reuses > 0 ? reuses : undefined,
    answers: questions.asked > 0 && questions.answered === questions.asked ? questions.asked : undefined,
  }
  return badgeNames.flatMap((badge) => {
    const figure = figures[badge]
    return figure === undefined ? [] : [{ badge, figure }]
  })
}

/** How often new data came within a year, each time within what was promised; null where that is not so, or too little to tell. */
function updatesInTime({ frequency, updates, today }: Merits): number | null {
  const days = Object.hasOwn(dueAfterDays, frequency) ? dueAfterDays[frequency as keyof typeof dueAfterDays] : null
  if (days === null || days > OFTEN_DAYS || updates.length < LEAST_UPDATES) return null
  const inTime = updates.every((day, at) => daysBetween(day, updates[at + 1] ?? today) <= days)
  return inTime ? updates.length : null
}
