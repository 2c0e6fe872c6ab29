import { createHash } from 'node:crypto'
import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { eligibility, fieldErrorsOf } from '#commons/processes/eligible.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { InvalidInput, Refusal, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst, type Limit } from '#kernel/http/limits.ts'
import { lockVoter } from '../vote/store.ts'
import { takeChannel } from '../vote/take-channel.ts'
import { keysIn, keysOf } from '../vote/voter-keys.ts'
import type { issueForm } from './fields.ts'
import { issuedCommitment, issuedSalt } from './issued-commitment.ts'
import { publicKeyOf } from './issuer.ts'
import { addIssued, countRefusal, issuedTo, issuerOf } from './store.ts'

/** Each costs a signature; who lost an answer asks a few times. */
const perPerson: Limit = { name: 'budgeting.tokens', max: 60, seconds: 3_600 }

/**
 * Signs the blinded token of a person who may vote: one in a process. The same blinded message again gives the same signature, so
 * a lost answer or a lost device costs no vote; another one is refused.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken budgeting.tokens.by-account, processes.not-open,
 *   processes.level-too-weak, budgeting.vote.other-channel; Refusal 409 budgeting.tokens.other-token, 503 budgeting.tokens.issuer-away
 */
export async function issueToken(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof issueForm)['fields']>,
): Promise<{ number: number; signature: string }> {
  const person = personOf(ctx)
  const wait = await countAgainst(ctx.db, perPerson, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const process = await findPublicProcess(ctx.tx, number)
  const { place, oldEnough, code } = form
  const eligible = await eligibility(ctx, ctx.tx, process, person, { placeKey: place, oldEnough, code })
  await holdPhase(ctx.tx, process, 'budgeting.vote', dayOf(ctx.now, ctx.timeZone))
  const issuer = await issuerOf(ctx.tx, process.id)
  if (!issuer?.sealed) throw new RuleBroken('budgeting.tokens.by-account')
  const wrong = fieldErrorsOf(eligible)
  if (!isBelowModulus(form.blinded, issuer.spki))
    wrong.push({ field: 'blinded', text: { key: 'budgeting.tokens.bad-encoding' } })
  if (wrong.length > 0 || !eligible.ok) throw new InvalidInput(wrong)
  const { address, personKey } = await personBehind(ctx.tx, person.accountId)
  const own = keysOf(ctx.secrets.person, process.id, address, personKey)
  // A code is the voter, whatever account brings it.
  const keys = eligible.byCode ? { ...own, personKey: eligible.rollKey } : own
  await lockVoter(ctx.tx, keys)
  if ((await takeChannel(ctx.tx, process.id, keysIn(keys, eligible.rollKey), 'token')) !== 'token')
    throw new RuleBroken('budgeting.vote.other-channel')
  const blindedHash = createHash('sha256').update(form.blinded).digest()
  const before = await issuedTo(ctx.tx, process.id, keys)
  if (before.length === 0) {
    const commitment = issuedCommitment(number, address, issuedSalt(ctx.secrets, process, address))
    await addIssued(ctx.tx, process.id, keys, { blindedHash, commitment })
  } else if (!before.some((one) => one.blindedHash.equals(blindedHash))) {
    await countRefusal(ctx.tx, process.id)
    throw otherToken()
  }
  // Before the commit: when the signer is away nothing was issued, and asking again is asking for the first time.
  const signature = await ctx.tokenSigner.sign(process.id, issuer.sealed, form.blinded)
  return { number, signature: signature.toString('base64url') }
}

/** How often that happened is told in public: a denial must not stay unseen. */
function otherToken(): Refusal {
  return Object.assign(new Refusal(409, { key: 'budgeting.tokens.other-token' }), { commits: true })
}

function isBelowModulus(blinded: Buffer, spki: Buffer): boolean {
  const { n = '' } = publicKeyOf(spki).export({ format: 'jwk' })
  return blinded.compare(Buffer.from(n, 'base64url')) < 0
}
