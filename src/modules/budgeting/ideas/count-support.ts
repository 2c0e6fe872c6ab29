import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { tellAuthors } from '../idea-news.ts'
import { moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { budgetOf } from '../store.ts'
import { supportCounted } from './ledger-entries.ts'
import { lockProposed } from './store.ts'

/** Ideas in one entry of the log, which holds at most 65,535 bytes: some 55 each. */
const IN_ONE = 1_000

/** When ideas are no longer gathered: those with the support that the budget asks for are reviewed, the others are not. */
export async function countSupport(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void> {
  const now = phase.closedAt as Date
  const { supportsNeeded: needed } = await budgetOf(tx, process.id)
  const ideas = await lockProposed(tx, process.id)
  for (const idea of ideas) {
    const enough = idea.supports >= needed
    await moveIdea(tx, idea, enough ? 'beginReview' : 'lackSupport', 'system', now)
    await recordIdeaEvent(tx, {
      ideaId: idea.id,
      kind: needed === 0 ? 'ideas.to-review' : enough ? 'ideas.enough' : 'ideas.unsupported',
      data: { supports: idea.supports, needed },
      now,
    })
    await tellAuthors(tx, idea, enough ? 'to-review' : 'unsupported', { supports: idea.supports, needed }, now)
  }
  const day = dayOf(now, services.timeZone)
  for (let at = 0; at < ideas.length; at += IN_ONE)
    appendEntries(tx, [supportCounted(process.number, needed, ideas.slice(at, at + IN_ONE), day)], now)
}
