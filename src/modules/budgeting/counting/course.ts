import { type Election, type Project, rivalsOf } from './election.ts'
import type { Tie } from './ties.ts'

/** What is known of one choice, by index of projects; the audit record names them by id. */
export interface Round {
  chosen: number
  /** The rule, or what completed it. */
  step: 'rule' | 'completion'
  /** Highest payment of one supporter per unit of utility (minor units), where the rule has one. */
  rho: number | null
  /** Votes, or points, that the project is worth by the rule; see each rule. */
  effectiveSupport: number
  runnerUp: number | null
  /** How much worse the runner-up is, relative to the chosen one; at least this where it was not worked out to the end. */
  gap: number | null
}

/** Why a project is not funded. */
export interface Reason {
  why:
    | 'no-support'
    | 'minimum'
    | 'exclusive'
    | 'too-dear'
    | 'supporters-too-poor'
    | 'after-the-stop'
    | 'not-in-the-optimum'
  /** Votes, or points; for Equal Shares what its supporters have left at the end, in full shares. */
  effectiveSupport: number
  /** What was missing: minor units of money, or votes where `why` is 'minimum'. */
  missing: number
}

/** How a rule went, before it is written down for people. */
export interface Course {
  rounds: Round[]
  reasons: Map<number, Reason>
  ties: Tie[]
  /** Closest that a decision came to going the other way, relative; null where none was by fractions. */
  smallestGap: number | null
  /** Whether every decision was made in whole numbers or exact fractions. */
  exact: boolean
  /** Of an Equal Shares run that more money leaves as it is until one of these can be paid for; see same-runs.ts. */
  lacking?: Lacking[]
}

/** A project that its supporters could not pay for. */
export interface Lacking {
  project: number
  /** Relative to its cost, as they were asked; null where what they began with was not enough, before anything was spent. */
  missing: number | null
}

export function emptyCourse(): Course {
  return { rounds: [], reasons: new Map(), ties: [], smallestGap: null, exact: true }
}

export function chosenIn({ rounds }: Course): number[] {
  return rounds.map(({ chosen }) => chosen)
}

/** Reasons for those that were never looked at: nobody supports them, or they miss the minimum. */
export function explainOutsiders({ projects, support, barred }: Election, course: Course): void {
  projects.forEach((_, c) => {
    const missing = barred.get(c)
    if (missing !== undefined)
      course.reasons.set(c, { why: 'minimum', effectiveSupport: support.votes[c] as number, missing })
    else if (support.voters[c] === 0) course.reasons.set(c, { why: 'no-support', effectiveSupport: 0, missing: 1 })
  })
}

/**
 * What projects that left an Equal Shares count lack at its end. One that excludes a funded one is out for that reason,
 * whether or not its supporters could have paid: a count that looks only at what may win does not know.
 * @param heldFor what the supporters of a project have left  @param share what each voter began with
 */
export function explainLosers(election: Election, course: Course, heldFor: (c: number) => number, share: number): void {
  const out = new Set(chosenIn(course).flatMap((c) => rivalsOf(election, c)))
  for (const [c, { why }] of course.reasons) {
    if (why !== 'supporters-too-poor' && why !== 'exclusive') continue
    const held = heldFor(c)
    const { cost } = election.projects[c] as Project
    const missing = out.has(c) ? 0 : Math.max(0, cost - held)
    course.reasons.set(c, { why: out.has(c) ? 'exclusive' : why, effectiveSupport: held / share, missing })
  }
}

export function idOf({ projects }: Election, c: number): string {
  return (projects[c] as Project).id
}

/** The smaller of two gaps of which either may be unknown. */
export function closer(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
