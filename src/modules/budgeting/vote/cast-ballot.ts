import { randomBytes } from 'node:crypto'
import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { eligibility, fieldErrorsOf } from '#commons/processes/eligible.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { InvalidInput, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { countAge } from '../ages/count-age.ts'
import { budgetOf, envelopesOf, projectsOf } from '../store.ts'
import { castPromises } from './cast-promise.ts'
import { commitmentOf, NONCE_BYTES } from './commitment.ts'
import type { ballotForm } from './fields.ts'
import { ballotCast } from './ledger-entries.ts'
import { readPicks } from './picks.ts'
import { addBallots, type BallotRow, castsSince, lockVoter, replaceBallots, standingBallots } from './store.ts'
import { takeChannel } from './take-channel.ts'
import { keysIn, type VoterKeys, voterKeys } from './voter-keys.ts'

/** Often enough for whoever cannot decide; each cast stays in the public log for ever. */
const PER_DAY = 100
const DAY_MS = 86_400_000

type BallotForm = FormValue<(typeof ballotForm)['fields']>

/**
 * Casts a person's ballot, or casts it again in place of the one before. The last one before the close counts. Casting the same
 * choice twice is casting it once.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken processes.not-open, processes.level-too-weak, processes.roll.not-identified,
 *   processes.roll.not-found, processes.roll.not-old-enough, processes.roll.elsewhere, budgeting.vote.other-channel, budgeting.tokens.by-token
 */
export async function castBallot(
  ctx: WriteContext,
  number: number,
  form: BallotForm,
): Promise<{ number: number; promise: string | null }> {
  const person = personOf(ctx)
  const process = await findPublicProcess(ctx.tx, number)
  const { place: placeKey, oldEnough, code } = form
  const eligible = await eligibility(ctx, ctx.tx, process, person, { placeKey, oldEnough, code })
  const wrong = fieldErrorsOf(eligible)
  await holdPhase(ctx.tx, process, 'budgeting.vote', dayOf(ctx.now, ctx.timeZone))
  const { ballots, asksAge, currency } = await budgetOf(ctx.tx, process.id)
  if (ballots === 'token') throw new RuleBroken('budgeting.tokens.by-token')
  const [envelopes, projects] = await Promise.all([envelopesOf(ctx.tx, process.id), projectsOf(ctx.tx, process.id)])
  const read = readPicks(form.picks, envelopes, projects, currency)
  if ('errors' in read) throw new InvalidInput([...read.errors, ...wrong])
  if (!eligible.ok) throw new InvalidInput(wrong)
  const { picks } = read
  const own = await voterKeys(ctx, ctx.tx, process, person.accountId)
  // A code is the voter, whatever account brings it; a line of the register is the identity that the account has anyway.
  const keys = eligible.byCode ? { ...own, personKey: eligible.rollKey } : own
  await lockVoter(ctx.tx, keys)
  if ((await takeChannel(ctx.tx, process.id, keysIn(keys, eligible.rollKey), 'account')) !== 'account')
    throw new RuleBroken('budgeting.vote.other-channel')
  const before = await standingBallots(ctx.tx, process.id, keys)
  const promise = await castPromises(ctx.tx, ctx)
  const [standing] = before
  if (standing && before.length === 1 && JSON.stringify(standing.picks) === JSON.stringify(picks))
    return { number, promise: promise(number, standing.commitment, standing.castAt) }
  const seq = await nextSeq(ctx, process.id, keys, before)
  if (before.length > 0) await replaceBallots(ctx.tx, before, ctx.now)
  const nonce = randomBytes(NONCE_BYTES)
  const commitment = commitmentOf(number, picks, nonce)
  await addBallots(ctx.tx, [
    {
      processId: process.id,
      id: newId(ctx.now),
      ...keys,
      seq,
      channel: 'online',
      picks,
      nonce,
      commitment,
      castAt: ctx.now,
    },
  ])
  appendEntries(ctx.tx, [ballotCast(number, commitment)], ctx.now)
  if (asksAge && form.age && seq === 1) countAge(ctx, process, 'account', form.age)
  return { number, promise: promise(number, commitment, ctx.now) }
}

/**
 * After all that the voter has cast: a ballot of this mailbox may have been replaced from another one, by the same identity.
 * Counted here and not against a limit of the site: that takes a second connection, while many wait for this voter's lock with one each.
 */
async function nextSeq(ctx: WriteContext, processId: string, keys: VoterKeys, before: BallotRow[]): Promise<number> {
  const { last, count, first } = await castsSince(ctx.tx, processId, keys, new Date(ctx.now.getTime() - DAY_MS))
  if (first && count >= PER_DAY) throw new TooMany(Math.ceil((first.getTime() + DAY_MS - ctx.now.getTime()) / 1000))
  return 1 + Math.max(last, ...before.map(({ seq }) => seq))
}
