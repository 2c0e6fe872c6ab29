import type { Plant } from './plant.ts'

/** The worker has ended and nobody starts it again: nothing is lost, and nothing goes on. */
export const workerGone: Plant = {
  name: 'worker-gone',
  foundBy: ['jobs-run'],
  faults: [],
  end: ({ site }) => site.worker.end(),
}
