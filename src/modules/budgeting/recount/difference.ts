/**
 * What is compared. `supports`: the number on an idea with the rows of its supporters. With the public log: `support-counted`, what stood on
 * an idea when gathering ended; `ballots`, each with its commitment; `opened`, after the close; `result`, by its fingerprint. `choices`: the
 * choice kept of each ballot with its commitment.
 */
export const places = ['supports', 'support-counted', 'ballots', 'choices', 'opened', 'result'] as const
export type Place = (typeof places)[number]

/** Numbers of a process, or of one of its ideas, that do not agree. */
export interface Difference {
  processId: string
  ideaId: string | null
  place: Place
  expected: Record<string, number>
  found: Record<string, number>
}
