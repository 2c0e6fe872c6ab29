import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Method } from '#commons/processes/methods.ts'
import { phaseOffering } from '#commons/processes/store.ts'
import { budgetOf } from '../store.ts'
import { needsCounted } from './ledger-entries.ts'
import { METHOD } from './needs-of.ts'
import { comparisonsIn } from './pairs/store.ts'
import { tellRanking } from './pairs/tell-ranking.ts'
import { needsWhere, totalsOf } from './store.ts'

/** Needs in one entry of the log, which holds at most 65,535 bytes: some 45 each. */
const IN_ONE = 1_000

export const needsMethod: Method = {
  name: METHOD,
  act: { path: '/needs/new', label: 'budgeting.needs.act' },
  look: { path: '/needs', label: 'budgeting.needs.look' },
  more: [
    {
      path: '/needs/pairs',
      label: 'budgeting.needs.pairs.act',
      there: async (db, { id }) =>
        (await budgetOf(db, id)).needsRanking === 'pairs' && (await phaseOffering(db, id, METHOD)).closedAt === null,
    },
  ],
  notRehearsed: true,
  desk: { path: '/needs', label: 'budgeting.needs.desk' },
  async closed(services, tx, process, phase) {
    const now = phase.closedAt as Date
    const needs = await needsWhere(tx, sql`n.process_id = ${process.id} ORDER BY n.number FOR NO KEY UPDATE OF n`)
    const day = dayOf(now, services.timeZone)
    for (let at = 0; at < needs.length; at += IN_ONE)
      appendEntries(tx, [needsCounted(process.number, needs.slice(at, at + IN_ONE), day)], now)
    if ((await budgetOf(tx, process.id)).needsRanking === 'pairs') await tellRanking(tx, process, day, now)
  },
  async figures(db, process) {
    const [{ needs, points, people }, comparisons] = await Promise.all([
      totalsOf(db, { processId: process.id, category: null, group: null }),
      comparisonsIn(db, process.id),
    ])
    return [
      { value: needs, of: 'budgeting.needs.figure' as const },
      { value: points, of: 'budgeting.needs.figure.points' as const },
      { value: comparisons, of: 'budgeting.needs.figure.comparisons' as const },
      { value: people, of: 'budgeting.needs.figure.people' as const },
    ].filter(({ value }) => value > 0)
  },
}
