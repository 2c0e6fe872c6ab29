import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { tellAuthors } from '../idea-news.ts'
import { projectsOf } from '../store.ts'
import { resultsOf } from './store.ts'

/**
 * Tells those who wrote the ideas on the ballot whether the council funds them. Not of an envelope that was annulled: it is voted on
 * again, nor of what was taken off: these heard of it then.
 */
export async function tellChosen(
  tx: Tx,
  { id, number: process }: Pick<Process, 'id' | 'number'>,
  now: Date,
): Promise<void> {
  const [projects, results] = await Promise.all([projectsOf(tx, id), resultsOf(tx, id)])
  const chosen = new Map(
    results
      .filter(({ annulledReason }) => annulledReason === null)
      .map(({ envelope, outcome }) => [envelope, new Set(outcome.selected.map(Number))]),
  )
  for (const { ideaId, number, envelope, voidAt } of projects) {
    const selected = chosen.get(envelope)
    if (!selected || voidAt) continue
    await tellAuthors(tx, { id: ideaId }, selected.has(number) ? 'funded' : 'not-funded', { process }, now)
  }
}
