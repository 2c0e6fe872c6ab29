import type { Lang } from '#kernel/i18n/lang.ts'
import { type Calendar, LONGEST_REST_DAYS, type Localised } from './calendar.ts'
import { addDays, daysBetween, type PlainDay } from './plain-day.ts'

export type DayUnit = 'days' | 'workingDays'

/** Act and article that set a term, as the jurisdiction's data names them. */
export type LegalBasis = { readonly act: Localised; readonly article: Localised | null }

/** Days d with from ≤ d < to are not counted; `to` is the day on which counting goes on, null while the clock stands. */
export type Pause = { readonly from: PlainDay; readonly to: PlainDay | null; readonly reason: string }

export type Extension = {
  readonly length: number
  readonly unit: DayUnit
  readonly reason: string
  /** Of the reason; absent where nobody said so. */
  readonly lang?: Lang | null
  readonly decidedOn: PlainDay
}

export type Clock = (
  | { readonly kind: 'legal'; readonly basis: LegalBasis }
  | { readonly kind: 'promised'; readonly promisedBy: string }
) & {
  readonly unit: DayUnit
  readonly length: number
  /** The day of the act that starts the clock (registration, transfer). Counting begins on the next day. */
  readonly startsOn: PlainDay
  readonly pauses: readonly Pause[]
  readonly extensions: readonly Extension[]
  /** The day of the act that ends it (the answer). */
  readonly stoppedOn?: PlainDay
  /** Longest total term with all extensions, in counted calendar days. */
  readonly exceptionalMaxDays?: number
}

export type ClockState = 'running' | 'paused' | 'met' | 'late' | 'overdue'

export type Deadline = {
  /** Last day on which the act is in time; null while a pause is open, because nobody can know it then. */
  readonly dueOn: PlainDay | null
  /** 'met' and 'late' once stopped, 'overdue' from the day after dueOn. */
  state(today: PlainDay): ClockState
  /** Countable days, in the clock's unit, after today (or after the stop) up to dueOn; while paused, what will remain after it. */
  daysLeft(today: PlainDay): number
  /** Calendar days past dueOn, today or on the day of a late stop; else 0. */
  overdueDays(today: PlainDay): number
  /** Days counted so far, in the clock's unit: "day 12 of 30". */
  usedDays(today: PlainDay): number
}

export type ClockErrorCode =
  | 'bad-length'
  | 'pause-before-start'
  | 'pause-reversed'
  | 'pause-after-due'
  | 'extension-before-start'
  | 'extension-after-due'
  | 'beyond-exceptional-maximum'
  | 'stopped-before-start'
  | 'no-working-day'

/** The clock describes an act that the rules do not allow. `code` is the last part of a message key. */
export class ClockError extends Error {
  override readonly name = 'ClockError'
  readonly code: ClockErrorCode
  constructor(code: ClockErrorCode) {
    super(`clock: ${code}`)
    this.code = code
  }
}

/**
 * The only function that computes a deadline. The rules, and which of them are assumptions, are in this folder's README.
 * @throws ClockError when the clock breaks a rule (an extension after the due day, a pause after it, …)
 */
export function deadline(clock: Clock, calendar: Calendar): Deadline {
  checkShape(clock)
  checkActs(clock, calendar)
  const dueOn = dueDay(clock, calendar)
  const { stoppedOn } = clock
  const end = (today: PlainDay): PlainDay => (stoppedOn !== undefined && stoppedOn < today ? stoppedOn : today)

  function state(today: PlainDay): ClockState {
    if (stoppedOn !== undefined && stoppedOn <= today) return dueOn === null || stoppedOn <= dueOn ? 'met' : 'late'
    if (isPaused(clock, today)) return 'paused'
    return dueOn !== null && dueOn < today ? 'overdue' : 'running'
  }
  function daysLeft(today: PlainDay): number {
    const from = laterOf(end(today), clock.startsOn)
    if (dueOn !== null) return countDays(clock, calendar, clock.unit, from, dueOn)
    return leftWhenPaused(clock, calendar, from)
  }
  return {
    dueOn,
    state,
    daysLeft,
    overdueDays: (today) => (dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, end(today)))),
    usedDays: (today) => countDays(clock, calendar, clock.unit, clock.startsOn, end(today)),
  }
}

function checkShape({ length, extensions, pauses, startsOn, stoppedOn }: Clock): void {
  for (const one of [length, ...extensions.map((extension) => extension.length)]) {
    if (!Number.isInteger(one) || one < 1) throw new ClockError('bad-length')
  }
  if (stoppedOn !== undefined && stoppedOn < startsOn) throw new ClockError('stopped-before-start')
  for (const { from, to } of pauses) {
    if (from < startsOn) throw new ClockError('pause-before-start')
    if (to !== null && to < from) throw new ClockError('pause-reversed')
  }
  if (extensions.some(({ decidedOn }) => decidedOn < startsOn)) throw new ClockError('extension-before-start')
}

/** Each pause and extension must have begun by the due day that the acts before it left. */
function checkActs(clock: Clock, calendar: Calendar): void {
  const acts = [
    ...clock.extensions.map((extension) => ({ on: extension.decidedOn, extension, pause: null })),
    ...clock.pauses.map((pause) => ({ on: pause.from, extension: null, pause })),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  let soFar: Clock = { ...clock, pauses: [], extensions: [] }
  for (const { on, extension, pause } of acts) {
    const due = dueDay(soFar, calendar)
    if (due !== null && due < on) throw new ClockError(extension ? 'extension-after-due' : 'pause-after-due')
    if (extension) soFar = { ...soFar, extensions: [...soFar.extensions, extension] }
    if (pause) soFar = { ...soFar, pauses: [...soFar.pauses, pause] }
  }
  const { exceptionalMaxDays } = clock
  if (exceptionalMaxDays === undefined) return
  // Pauses are left out: the maximum is one of the authority's own time.
  const last = lastCountedDay({ ...clock, pauses: [] }, calendar)
  if (last !== null && daysBetween(clock.startsOn, last) > exceptionalMaxDays) {
    throw new ClockError('beyond-exceptional-maximum')
  }
}

/** The last counted day, moved on to a day that is a working one and on which the clock does not stand. */
function dueDay(clock: Clock, calendar: Calendar): PlainDay | null {
  let day = lastCountedDay(clock, calendar)
  for (let rest = 0; day !== null && (!calendar.isWorkingDay(day) || isPaused(clock, day)); ) {
    if (standsForEver(clock, day)) return null
    if (!isPaused(clock, day) && ++rest > LONGEST_REST_DAYS) throw new ClockError('no-working-day')
    day = addDays(day, 1)
  }
  return day
}

function lastCountedDay(clock: Clock, calendar: Calendar): PlainDay | null {
  let day = clock.startsOn
  for (const { length, unit } of [clock, ...clock.extensions]) {
    for (let left = length, rest = 0; left > 0; ) {
      day = addDays(day, 1)
      if (standsForEver(clock, day)) return null
      if (isPaused(clock, day)) continue
      if (unit === 'days' || calendar.isWorkingDay(day)) {
        left -= 1
        rest = 0
      } else if (++rest > LONGEST_REST_DAYS) throw new ClockError('no-working-day')
    }
  }
  return day
}

/** Counted days d with from < d ≤ to. */
function countDays(clock: Clock, calendar: Calendar, unit: DayUnit, from: PlainDay, to: PlainDay): number {
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (!isPaused(clock, day) && (unit === 'days' || calendar.isWorkingDay(day))) count += 1
  }
  return count
}

/** As if the open pause ended on the day it began, or today if that is later: what is left does not shrink while it stands. */
function leftWhenPaused(clock: Clock, calendar: Calendar, today: PlainDay): number {
  const opened = clock.pauses.filter((pause) => pause.to === null).map((pause) => pause.from)
  const from = opened.reduce(earlierOf)
  const until = earlierOf(today, addDays(from, -1))
  const resumed: Clock = { ...clock, pauses: clock.pauses.map((pause) => ({ ...pause, to: pause.to ?? pause.from })) }
  const last = lastCountedDay(resumed, calendar)
  return last === null ? 0 : countDays(resumed, calendar, clock.unit, laterOf(until, clock.startsOn), last)
}

function isPaused({ pauses }: Clock, day: PlainDay): boolean {
  return pauses.some(({ from, to }) => from <= day && (to === null || day < to))
}

function standsForEver({ pauses }: Clock, day: PlainDay): boolean {
  return pauses.some(({ from, to }) => to === null && from <= day)
}

function earlierOf(a: PlainDay, b: PlainDay): PlainDay {
  return a <= b ? a : b
}

function laterOf(a: PlainDay, b: PlainDay): PlainDay {
  return a >= b ? a : b
}
