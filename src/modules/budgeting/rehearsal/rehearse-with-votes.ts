import type { Process, Rehearsal } from '#commons/processes/process.ts'
import type { TellStep } from '#commons/processes/rehearsal/request.ts'
import type { Tx } from '#kernel/database/database.ts'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import type { langs } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { fileOf, findImported } from '../imported/store.ts'
import { offeredRules, ruleOf } from '../offered-rules.ts'
import { borrowInThread } from '../result/count-in-thread.ts'
import { addEnvelope, budgetOf } from '../store.ts'
import { castAndCount } from './cast-and-count.ts'
import { copyBudget, putRehearsed } from './store.ts'
import { numberAt } from './votes-path.ts'

/** A rehearsal with the projects and the votes of an imported file, in one envelope. @throws NotFound where the vote was taken away */
export async function rehearseWithVotes(
  services: Services,
  tx: Tx,
  source: Process,
  copy: Process & { rehearsal: Rehearsal },
  now: Date,
  tell: TellStep,
): Promise<void> {
  const { path, rule: asked } = copy.rehearsal.votesOf as NonNullable<Rehearsal['votesOf']>
  const vote = await findImported(tx, numberAt(path))
  const rule = offeredRules.find((one) => one === asked)
  if (!vote || vote.withdrawn || !rule) throw new NotFound()
  const borrowed = await borrowInThread((await fileOf(tx, vote.number)) as Buffer)
  if ('unfit' in borrowed) throw new RuleBroken(`budgeting.rehearsal.unfit-${borrowed.unfit}`)
  const { projects, ballots, amount, ballotKind, maxPicks, points, maxPoints } = borrowed
  const currency = vote.facts.currency ?? ''
  const budget = await budgetOf(tx, source.id)
  await copyBudget(
    tx,
    { ...budget, ballots: 'account', currency: /^[A-Z]{3}$/.test(currency) ? currency : budget.currency },
    copy.id,
    now,
  )
  const envelopeId = newId(now)
  const named = (lang: (typeof langs)[number]) => services.translate(lang)('budgeting.rehearsal.envelope')
  await addEnvelope(tx, {
    id: envelopeId,
    processId: copy.id,
    position: 1,
    name: { ro: named('ro'), ru: named('ru'), en: named('en') },
    placeKey: source.placeKey,
    amount,
    minCost: null,
    maxCost: null,
    category: null,
    ballotKind,
    minPicks: 0,
    maxPicks,
    points,
    maxPoints,
    ...ruleOf({ rule, stop: 'overrun', comparison: 'none', minimum: null }),
    leftovers: 'return',
  })
  const onBallot = projects.map(({ title, cost }) => ({
    envelope: 1,
    envelopeId,
    title,
    lang: 'ro' as const,
    names: {},
    cost,
    placeKey: source.placeKey,
    category: 'other' as const,
    idea: null,
  }))
  await putRehearsed(tx, copy, onBallot, services.translate('ro')('budgeting.rehearsal.idea-elsewhere'), now)
  const picks = ballots.map((choice) => ({ 1: choice }))
  await castAndCount(services, tx, copy, picks, now, tell)
}
