import type { Project } from './budget.ts'

/**
 * Of an official's sets of ideas those that matter for a count, as project numbers: at least two of the set stand on the ballot in
 * one envelope. Sets that reach over envelopes cannot be counted, and are refused before the vote (vote/define-ballot.ts).
 */
export function excludingSets(
  sets: readonly (readonly number[])[],
  projects: readonly Pick<Project, 'number' | 'envelope' | 'idea'>[],
): number[][] {
  return sets
    .map((ideas) => projects.filter(({ idea }) => ideas.includes(idea.number)))
    .filter((set) => set.length > 1 && new Set(set.map(({ envelope }) => envelope)).size === 1)
    .map((set) => set.map(({ number }) => number).sort((a, b) => a - b))
}
