import type { Lang } from '#kernel/i18n/lang.ts'
import type { FaultCode } from './fault.ts'

export const sourceKinds = ['ckan', 'dcat', 'data-json'] as const
export type SourceKind = (typeof sourceKinds)[number]

export const schedules = ['daily', 'weekly', 'paused'] as const
export type Schedule = (typeof schedules)[number]

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/** How a dataset of the source fared in one reading. */
export const outcomes = ['new', 'changed', 'unchanged', 'withdrawn', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
export type Counts = Partial<Record<Outcome, number>>

/** Why a reading failed: the source's fault, a process that died, or a source that lost too much to believe it. */
export type FailedFor = FaultCode | 'interrupted' | 'lost' | 'ours'

export interface Source {
  id: string
  kind: SourceKind
  address: string
  organisationId: string
  schedule: Schedule
  licence: string | null
  lang: Lang
  since: string | null
  progress: Progress | null
  nextAt: Date | null
  failures: number
  stoppedFor: 'lost' | 'failing' | null
  addedAt: Date
  endedAt: Date | null
}

/** How far a reading has come, kept with the source so that the next one can go on. */
export interface Progress {
  /** The same in all jobs of one reading. */
  run: string
  /** Where the source is read on; null: from its beginning. */
  mark: string | null
  /** The source's newest time so far. */
  newest: string | null
  datasets: number
  /** Of the whole reading: {@link mark} counts in the list of what changed since then. */
  since?: string | null
  /** What the job that works on it has asked for in all its turns; `unlisted` may be asked for beside what is allowed: what the list names no more. */
  spent?: Spent & { job: string; unlisted?: number }
  /** Its last page was read; what is left is to see what the source has no more. */
  pagesRead?: { total: number | null }
}

/** What was asked of a source so far, against what is allowed. */
export interface Spent {
  requests: number
  bytes: number
}

const DAY_SECONDS = 86_400

/** Seconds until a source is read again; null: never by itself. */
export const secondsBetween: Record<Schedule, number | null> = {
  daily: DAY_SECONDS,
  weekly: 7 * DAY_SECONDS,
  paused: null,
}

/** After so many readings in a row that failed nobody is asked any more before a person has looked. */
export const MOST_FAILURES = 6

/**
 * Of one job, in all its turns; of requests as many more as there are datasets that a source no longer lists. A country's catalogue is smaller;
 * who sends more is not believed.
 */
export const limits = {
  requests: 2_000,
  bytes: 512 * 1024 * 1024,
  answerBytes: 32 * 1024 * 1024,
  answerSeconds: 60,
  datasets: 20_000,
  seconds: 3 * 3_600,
}

/**
 * Whether a source lost too much at once to believe that it was meant: all of it, or more than a fifth and more than one.
 *
 * @param had what it had when it was read before
 */
export function lostTooMuch(lost: number, had: number): boolean {
  return lost > 0 && (lost === had || (lost > 1 && lost > had / 5))
}
