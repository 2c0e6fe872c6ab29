import { sameNumbers } from '#commons/demo/same-numbers.ts'
import type { Process, Rehearsal } from '#commons/processes/process.ts'
import type { TellStep } from '#commons/processes/rehearsal/request.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { Envelope } from '../budget.ts'
import { addEnvelope, budgetOf, envelopesOf } from '../store.ts'
import { castAndCount } from './cast-and-count.ts'
import { rehearseWithVotes } from './rehearse-with-votes.ts'
import { copyBudget, projectsToRehearse, putRehearsed, type Rehearsed, setExclusive } from './store.ts'
import { type Model, syntheticBallots } from './synthetic-ballots.ts'

/** Made-up projects of an envelope for which nothing was accepted yet. */
const MADE_UP = 12

/** The money, the projects, the ballots of made-up people and the count of a rehearsal. It writes nothing into the public log. */
export async function rehearseBudget(
  services: Services,
  tx: Tx,
  source: Process,
  copy: Process & { rehearsal: Rehearsal },
  now: Date,
  tell: TellStep,
): Promise<void> {
  if (copy.rehearsal.votesOf) return rehearseWithVotes(services, tx, source, copy, now, tell)
  const { people, turnout, model, seed } = copy.rehearsal
  const budget = await budgetOf(tx, source.id)
  await copyBudget(tx, budget, copy.id, now)
  const envelopes = (await envelopesOf(tx, source.id)).map((one) => ({ ...one, id: newId(now), processId: copy.id }))
  for (const envelope of envelopes) await addEnvelope(tx, envelope)
  const projects = await onBallot(services, tx, source, envelopes, seed)
  const copies = await putRehearsed(tx, copy, projects, services.translate('ro')('budgeting.rehearsal.idea'), now)
  const exclusive = budget.exclusive.map((set) => set.flatMap((idea) => copies.get(idea) ?? []))
  await setExclusive(tx, copy.id, exclusive)
  const numbered = projects.map(({ envelope, placeKey, cost }, at) => ({ number: at + 1, envelope, placeKey, cost }))
  const voters = Math.max(1, Math.round((people * turnout) / 100))
  await castAndCount(services, tx, copy, syntheticBallots(model as Model, seed, voters, envelopes, numbered), now, tell)
}

/** What the real process has, and made-up projects in the envelopes for which it has nothing yet. */
async function onBallot(
  services: Services,
  tx: Tx,
  source: Process,
  envelopes: Envelope[],
  seed: number,
): Promise<Rehearsed[]> {
  const real = await projectsToRehearse(tx, source.id)
  const random = sameNumbers(seed * 31 + 7)
  const named = (number: number, lang: Lang) => services.translate(lang)('budgeting.rehearsal.project', { number })
  return envelopes.flatMap((envelope): Rehearsed[] => {
    const { id: envelopeId, position } = envelope
    const own = real.filter((one) => one.envelope === position)
    if (own.length > 0) return own.map((one) => ({ ...one, envelopeId }))
    const within = services.places.under(envelope.placeKey)
    return Array.from({ length: MADE_UP }, (_, at) => ({
      envelope: position,
      envelopeId,
      title: named(at + 1, 'ro'),
      lang: 'ro',
      names: { ru: named(at + 1, 'ru'), en: named(at + 1, 'en') },
      cost: costOf(envelope, random()),
      placeKey: within[Math.floor(random() * within.length)] as string,
      category: 'other',
      idea: null,
    }))
  })
}

/** Between a twentieth and two fifths of the money, in whole thousands where there is room, within the envelope's limits. */
function costOf({ amount, minCost, maxCost }: Envelope, drawn: number): number {
  const wanted = Math.round((amount * (0.05 + 0.35 * drawn)) / 100_000) * 100_000
  return Math.max(minCost ?? 1, Math.min(maxCost ?? amount, Math.max(wanted, 1)))
}
