import type { Localised } from '#kernel/i18n/lang.ts'
import type { CountByLevel, PetitionState, ThresholdName, Topic } from '../petition.ts'

/** What the page of statistics shows, as it is kept between two refreshes. Days are civil days of the installation. */
export interface Figures {
  byState: { state: PetitionState; petitions: number }[]
  byTopic: { topic: Topic; petitions: number; signatures: number }[]
  /** Signatures that stand, by the month (YYYY-MM) in which they were given. */
  byMonth: { month: string; signatures: number }[]
  byLevel: CountByLevel
  /** What the public log gave for all of them together at that moment; null where some were not settled. */
  recounted: MarkOfAll | null
  /** On paper, accepted and standing: never part of the other numbers. */
  paper: { signatures: number; petitions: number }
  authorities: AuthorityFigures[]
  overdue: { total: number; items: OverdueTerm[] }
  unanswered: { total: number; items: UnansweredThreshold[] }
}

export interface MarkOfAll extends CountByLevel {
  index: number
  at: string
  total: number
}

/** How one authority answers. Redirected petitions count for the authority that has them now. */
export interface AuthorityFigures {
  slug: string
  name: Localised
  /** Petitions that are before it or were: lodged, or with a threshold that it promised to answer. */
  received: number
  answered: number
  /** Calendar days from registration to answer; null while nothing registered was answered. */
  medianDays: number | null
  /** Of the answered ones with a term: answered within it. */
  inTime: number
  withTerm: number
  /** Petitions with at least one term that has run out. */
  overdue: number
}

/** Titles are read when the page is shown: one that was hidden meanwhile must not live on here. */
interface About {
  number: number
  authority: { slug: string; name: Localised }
}

/** A term that runs and is over. */
export interface OverdueTerm extends About {
  /** `registration`, `answer`, `promised-answer`, `promised-hearing`. */
  term: string
  kind: 'legal' | 'promised'
  dueOn: string
  daysOver: number
}

/** Enough people signed, and the authority has not answered (or held the hearing). */
export interface UnansweredThreshold extends About {
  threshold: ThresholdName
  signatures: number
  crossedOn: string
  days: number
}
