import { sameNumbers } from '#commons/demo/same-numbers.ts'
import type { Process } from '#commons/processes/process.ts'
import { addAges } from '../ages/store.ts'
import { addVisits } from '../visits/store.ts'
import { type VisitedStep, visited } from '../visits/viewed.ts'
import type { Past } from './past.ts'

/** Of those who look at the page of a process, so many open the ballot, and so many are asked who they are. */
const SHARES: Record<VisitedStep, number> = { page: 1, ballot: 0.62, identity: 0.47 }

/** How often pages were opened while people voted, more at the beginning and the end. */
export async function tellVisits(past: Past, process: Process, views: number, from: number, to: number): Promise<void> {
  const random = sameNumbers(process.number * 65_537)
  for (let daysAgo = from; daysAgo >= to; daysAgo--) {
    const ofDay = (views / (from - to + 1)) * (0.6 + random() * 0.4 + Math.exp(daysAgo - from) + Math.exp(to - daysAgo))
    const counted = Object.entries(SHARES).map(([step, share]) => ({
      processId: process.id,
      what: visited[step as VisitedStep],
      count: Math.ceil(ofDay * share * (0.9 + random() * 0.2)),
    }))
    await past.happen(daysAgo, (tx) => addVisits(tx, past.day(daysAgo), counted))
  }
}

/** How old the voters were, of those who said it. */
export async function tellVotersAges(past: Past, { number }: Process, daysAgo: number): Promise<void> {
  const people = { '0-17': 61, '18-24': 318, '25-34': 604, '35-44': 583, '45-54': 377, '55-64': 296, '65-': 241 }
  const ages = Object.entries(people).map(([band, count]) => ({ number, channel: 'account', band, people: count }))
  await past.happen(daysAgo, (tx) => addAges(tx, ages))
}
