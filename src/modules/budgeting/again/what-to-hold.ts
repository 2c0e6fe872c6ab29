import type { Db, Tx } from '#kernel/database/database.ts'
import type { Budget, Envelope, Project } from '../budget.ts'
import { resultsOf } from '../result/store.ts'
import { envelopesOf, projectsOf } from '../store.ts'
import { envelopesToHold } from './store.ts'

export interface ToHold {
  envelope: Envelope
  /** The envelope's own, and what the one before it left it: that count stands, or is annulled together with this one. Minor units. */
  money: number
  projects: Project[]
}

/** What is to be voted on again; empty where nothing is annulled, or all of it is held again already. */
export async function whatToHold(db: Db | Tx, budget: Budget): Promise<ToHold[]> {
  const { processId, resultState } = budget
  const envelopes = await envelopesToHold(db, budget)
  const [projects, results] = await Promise.all([projectsOf(db, processId), resultsOf(db, processId)])
  const received = (position: number) =>
    // Where everything is voted on again, the count of the new votes passes money on by itself.
    resultState === 'annulled' ? 0 : (results.find(({ envelope }) => envelope === position)?.outcome.received ?? 0)
  const all = await envelopesOf(db, processId)
  const next = ({ position }: Envelope) => all[all.findIndex((one) => one.position === position) + 1]
  // What one leaves goes on only to the envelope that follows it in the first vote.
  const passes = (envelope: Envelope) => envelopes.some(({ position }) => position === next(envelope)?.position)
  return envelopes.map((envelope) => ({
    envelope: passes(envelope) ? envelope : { ...envelope, leftovers: 'return' },
    money: envelope.amount + received(envelope.position),
    projects: projects.filter((one) => one.envelope === envelope.position),
  }))
}
