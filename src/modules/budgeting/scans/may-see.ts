import type { BatchState } from '../paper/paper.ts'

/**
 * Whether an officer of the vote's authority sees the scans of a batch: who reads it, until two have read it alike; who read it; and, while the
 * sheets that the lot drew are read once more, who does that.
 *
 * @param mine this officer read the batch
 */
export function maySeeScans({ state, mine, rechecking }: { state: BatchState; mine: boolean; rechecking: boolean }) {
  return mine || rechecking || state === 'reading' || state === 'differing'
}
