import type { Blueprint } from '#commons/processes/methods.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { tellGivenUp } from './again/tell-given-up.ts'
import { quickIdeas } from './answers/quick-ideas.ts'
import type { BallotsBy, Envelope } from './budget.ts'
import { lacksAmounts } from './money/lacks-amounts.ts'
import { type OfferedRule, ruleOf } from './offered-rules.ts'
import { rehearseBudget } from './rehearsal/rehearse-budget.ts'
import { dropRehearsed } from './rehearsal/store.ts'
import { models } from './rehearsal/synthetic-ballots.ts'
import { addBudget, addEnvelope, moveStrayEnvelopes, proposeAmounts } from './store.ts'
import { lacksIdentity } from './vote/one-ballot-each.ts'

const phases = (ideas: number, review: number, vote: number, needs = 0) => [
  ...(needs > 0 ? [{ method: 'budgeting.needs', days: needs }] : []),
  { method: 'budgeting.ideas', days: ideas },
  { method: 'budgeting.review', days: review },
  { method: 'budgeting.vote', days: vote },
  { method: 'budgeting.result', days: 30 },
  { method: 'budgeting.delivery', days: 365 },
]

/** A rule with the parameters that its name stands for. */
const by = (rule: OfferedRule) => ruleOf({ rule, stop: 'overrun', comparison: 'none', minimum: null })

type Draft = Omit<Envelope, 'id' | 'processId' | 'position' | 'placeKey'>

const whole: Draft = {
  name: { ro: 'Tot bugetul', ru: 'Весь бюджет', en: 'The whole budget' },
  amount: 100_000_000,
  minCost: null,
  maxCost: null,
  category: null,
  ballotKind: 'approval',
  minPicks: 1,
  maxPicks: 10,
  points: null,
  maxPoints: null,
  ...by('equalshares/add1u'),
  leftovers: 'return',
}

function blueprint(
  name: string,
  days: Blueprint['phases'],
  who: Blueprint['who'],
  supportsNeeded: number,
  envelopes: Draft[],
  ballots: BallotsBy,
): Blueprint {
  return {
    name: `budgeting.${name}`,
    phases: days,
    who,
    begin: (_services, tx, process) => begin(tx, process, supportsNeeded, envelopes, ballots),
    changed: (services, tx, process) => moveStrayEnvelopes(tx, process, services.places.under(process.placeKey)),
    cancelled: async (tx, { number, againOf }) => {
      if (againOf !== null) await enqueue(tx, tellGivenUp, { again: number })
    },
    missing: async (services, db, process, now) => [
      ...(await lacksAmounts(db, process)),
      ...(await lacksIdentity(services, db, process, now)),
    ],
    settings: { path: '/money', label: 'budgeting.money.title' },
    rehearsal: { models, run: rehearseBudget, forget: dropRehearsed },
  }
}

async function begin(
  tx: Tx,
  process: Process,
  supportsNeeded: number,
  envelopes: Draft[],
  ballots: BallotsBy,
): Promise<void> {
  await addBudget(tx, { processId: process.id, currency: 'MDL', supportsNeeded, contestDays: 5, ballots })
  await addEnvelopes(tx, process, envelopes)
  await proposeAmounts(tx, process.id)
}

/** Envelopes of the whole place, in their order. */
export async function addEnvelopes(tx: Tx, process: Process, envelopes: Draft[]): Promise<void> {
  for (const [at, draft] of envelopes.entries())
    await addEnvelope(tx, {
      ...draft,
      id: newId(process.createdAt),
      processId: process.id,
      position: at + 1,
      placeKey: process.placeKey,
    })
}

const onePick: Draft = { ...whole, maxPicks: 1, ...by('greedy') }

/** As civil budgets of large towns divide their money. */
export const smallAndLarge: Draft[] = [
  {
    ...onePick,
    name: { ro: 'Proiecte mici', ru: 'Малые проекты', en: 'Small projects' },
    amount: 100_000_000,
    maxCost: 20_000_000,
  },
  {
    ...onePick,
    name: { ro: 'Proiecte mari', ru: 'Большие проекты', en: 'Large projects' },
    amount: 300_000_000,
    minCost: 20_000_001,
    maxCost: 60_000_000,
  },
]

/** What an official begins from. */
export const blueprints: Blueprint[] = [
  blueprint('town', phases(30, 45, 21, 21), { minAge: 16, residentsOnly: true }, 0, [whole], 'token'),
  blueprint(
    'neighbourhood',
    phases(21, 21, 14),
    { minAge: 14, residentsOnly: true },
    0,
    [{ ...whole, amount: 20_000_000, maxPicks: 5 }],
    'token',
  ),
  blueprint(
    'school',
    phases(14, 7, 5),
    { minAge: 0, residentsOnly: false },
    0,
    [{ ...whole, amount: 2_000_000, maxPicks: 3 }],
    'account',
  ),
  // As civil budgets of large towns go: small and large projects, support needed first, one pick in each.
  blueprint('civil', phases(30, 45, 30), { minAge: 18, residentsOnly: true }, 20, smallAndLarge, 'token'),
  quickIdeas,
]
