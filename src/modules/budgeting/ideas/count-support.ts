import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { isAnswered } from '../answers/asks.ts'
import { startLateAnswerClocks } from '../answers/clocks.ts'
import { tellAuthors } from '../idea-news.ts'
import { moveIdea, recordIdeaEvent } from '../idea-store.ts'
import { budgetOf } from '../store.ts'
import { supportCounted } from './ledger-entries.ts'
import { lockProposed } from './store.ts'

/** Ideas in one entry of the log, which holds at most 65,535 bytes: some 55 each. */
const IN_ONE = 1_000

/** Where ideas go that have the support they need: to the offices, or, where there is no vote, to the authority for an answer. */
const toReview = {
  transition: 'beginReview',
  event: 'ideas.to-review',
  supported: 'ideas.enough',
  news: 'to-review',
} as const
const toAnswer = {
  transition: 'awaitAnswer',
  event: 'ideas.to-answer',
  supported: 'ideas.enough-to-answer',
  news: 'to-answer',
} as const

/** When ideas are no longer gathered: those with the support that the budget asks for are reviewed or answered, the others are not. */
export async function countSupport(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void> {
  const now = phase.closedAt as Date
  const { supportsNeeded: needed } = await budgetOf(tx, process.id)
  const ideas = await lockProposed(tx, process.id)
  const next = (await isAnswered(tx, process.id)) ? toAnswer : toReview
  for (const idea of ideas) {
    const enough = idea.supports >= needed
    await moveIdea(tx, idea, enough ? next.transition : 'lackSupport', 'system', now)
    await recordIdeaEvent(tx, {
      ideaId: idea.id,
      kind: enough ? (needed === 0 ? next.event : next.supported) : 'ideas.unsupported',
      data: { supports: idea.supports, needed },
      now,
    })
    await tellAuthors(tx, idea, enough ? next.news : 'unsupported', { supports: idea.supports, needed }, now)
  }
  if (next === toAnswer) {
    const owed = ideas.filter(({ supports }) => supports >= needed)
    await startLateAnswerClocks(services, tx, owed, process, now)
  }
  const day = dayOf(now, services.timeZone)
  for (let at = 0; at < ideas.length; at += IN_ONE)
    appendEntries(tx, [supportCounted(process.number, needed, ideas.slice(at, at + IN_ONE), day)], now)
}
