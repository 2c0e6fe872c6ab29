import type { Tone } from '#ui/components/Pill.tsx'
import type { Standing } from './filters.ts'
import type { ListingRow } from './store.ts'

type Facts = Pick<ListingRow, 'state' | 'closesOn' | 'awaitsAnswer' | 'answerDueOn' | 'answered'>

/** How a petition stands on a civil day, the most telling first. Each word is also a filter: `inState` of store.ts says the same in SQL. */
export function standingsOf(
  { state, closesOn, awaitsAnswer, answerDueOn, answered }: Facts,
  today: string,
): Standing[] {
  const over = state === 'closed' || state === 'archived' || (state === 'open' && closesOn !== null && closesOn < today)
  const overdue = awaitsAnswer && answerDueOn !== null && answerDueOn < today
  const all: [Standing, boolean][] = [
    ['refused', state === 'refused' || state === 'appealed' || state === 'refused-finally'],
    ['overdue', overdue],
    ['waiting', awaitsAnswer && !overdue],
    ['answered', answered],
    ['open', state === 'open' && !over],
    ['closed', over],
  ]
  return all.filter(([, holds]) => holds).map(([word]) => word)
}

export const standingTone: Record<Standing, Tone> = {
  open: 'going',
  waiting: 'waiting',
  overdue: 'overdue',
  answered: 'good',
  closed: 'neutral',
  refused: 'neutral',
}
