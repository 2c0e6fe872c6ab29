import { createHash } from 'node:crypto'
import { personOf } from '#commons/access/permit.ts'
import { peopleBehind } from '#commons/people/person-behind.ts'
import { type Eligibility, eligibility, fieldErrorsOf } from '#commons/processes/eligible.ts'
import { InvalidInput, Refusal, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { BatchContext, Context } from '#kernel/http/context.ts'
import type { Outcome } from '#kernel/http/group-commit.ts'
import { countEachAgainst, type Limit } from '#kernel/http/limits.ts'
import { countAge } from '../ages/count-age.ts'
import { lockVoters } from '../vote/store.ts'
import { takeChannels } from '../vote/take-channel.ts'
import { keysIn, keysOf, type VoterKeys } from '../vote/voter-keys.ts'
import type { issueForm } from './fields.ts'
import { issuedCommitment, issuedSalt } from './issued-commitment.ts'
import { publicKeyOf } from './issuer.ts'
import { type OpenVote, openVotes } from './open-votes.ts'
import { addIssued, countRefusals, type IssuedRow, issuedTo } from './store.ts'

/** Each costs a signature, and nobody finds a code of the roll by trying; who lost an answer asks a few times. Also what is only checked counts. */
export const perPerson: Limit = { name: 'budgeting.tokens', max: 60, seconds: 3_600 }

export interface IssueAct {
  ctx: Context
  number: number
  body: FormValue<(typeof issueForm)['fields']>
}

interface IssueReply {
  number: number
  signature: string
}

/** Of a person who may vote. */
interface Eligible {
  vote: OpenVote
  eligible: Extract<Eligibility, { ok: true }>
}

/** An act that nothing forbids so far. */
interface Asked {
  vote: OpenVote
  keys: VoterKeys
  rollKey: Buffer | null
  blinded: Buffer
  row: IssuedRow
}

/**
 * Signs the blinded tokens of people who may vote, many in one transaction: one for each in a process. The same blinded message again gives
 * the same signature, so a lost answer or a lost device costs no vote; another one is refused.
 *
 * @returns for each act its reply, or why not: SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken budgeting.tokens.by-account,
 *   processes.not-open, processes.level-too-weak, processes.roll.…, budgeting.vote.other-channel, budgeting.tokens.other-token; Refusal 503 budgeting.tokens.issuer-away
 */
export async function issueTokens(ctx: BatchContext, acts: IssueAct[]): Promise<Outcome<IssueReply>[]> {
  const votes = await openVotes(
    ctx,
    acts.map(({ number }) => number),
  )
  const allowed = await refuseTooMany(ctx, acts)
  const checked: (Eligible | Refusal)[] = []
  // One after the other: they share the transaction's connection.
  for (const [at, act] of acts.entries())
    checked.push(allowed[at] ?? (await check(ctx, act, votes.get(act.number) as OpenVote | Refusal)))
  const asked = await identify(ctx, acts, checked)
  await lockVoters(
    ctx.tx,
    asked.filter(isGood).map(({ keys }) => keys),
  )
  const told = await refuseOthers(ctx, asked)
  // Before anything is written: where the signer is away nothing was issued, and asking again is asking for the first time.
  const signed = await Promise.all(told.map((one) => (isGood(one) ? signatureOf(ctx, one) : one)))
  const kept = await takeTheirChannel(ctx, told, signed)
  const rows = rowsToAdd(told, kept)
  await addIssued(ctx.tx, rows)
  countAges(ctx, acts, told, rows)
  return kept.map((one, at) =>
    one instanceof Refusal
      ? { refusal: one }
      : { value: { number: (acts[at] as IssueAct).number, signature: one.toString('base64url') } },
  )
}

const isGood = <T>(one: T | Refusal): one is T => !(one instanceof Refusal)

async function refuseTooMany(ctx: BatchContext, acts: IssueAct[]): Promise<(Refusal | null)[]> {
  const known = acts.filter((act) => act.ctx.viewer.accountId !== null)
  const waits = await countEachAgainst(
    ctx.db,
    known.map((act) => ({ limit: perPerson, source: act.ctx.viewer.accountId as string })),
    ctx.now,
  )
  return acts.map((act) => {
    const wait = waits[known.indexOf(act)] ?? null
    return wait === null ? null : new TooMany(wait)
  })
}

async function check(
  { tx }: BatchContext,
  { ctx, body }: IssueAct,
  vote: OpenVote | Refusal,
): Promise<Eligible | Refusal> {
  try {
    const person = personOf(ctx)
    if (vote instanceof Refusal) return vote
    const { place, oldEnough, code } = body
    const said = { placeKey: place, oldEnough, code }
    const eligible = await eligibility(ctx, tx, vote.process, person, said, vote.roll)
    const wrong = fieldErrorsOf(eligible)
    // Destroyed meanwhile.
    if (!vote.issuer.sealed) return new RuleBroken('processes.not-open')
    if (!isBelowModulus(body.blinded, vote.issuer.spki))
      wrong.push({ field: 'blinded', text: { key: 'budgeting.tokens.bad-encoding' } })
    return wrong.length > 0 || !eligible.ok ? new InvalidInput(wrong) : { vote, eligible }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function isBelowModulus(blinded: Buffer, spki: Buffer): boolean {
  const { n = '' } = publicKeyOf(spki).export({ format: 'jwk' })
  return blinded.compare(Buffer.from(n, 'base64url')) < 0
}

async function identify(
  ctx: BatchContext,
  acts: IssueAct[],
  checked: (Eligible | Refusal)[],
): Promise<(Asked | Refusal)[]> {
  const accounts = acts.flatMap((act, at) => (isGood(checked[at]) ? [act.ctx.viewer.accountId as string] : []))
  const people = await peopleBehind(ctx.tx, accounts)
  return acts.map((act, at) => {
    const one = checked[at] as Eligible | Refusal
    if (one instanceof Refusal) return one
    const { vote, eligible } = one
    const { rollKey } = eligible
    const person = people.get(act.ctx.viewer.accountId as string)
    if (!person) throw new Error('no such account')
    const { process } = vote
    const own = keysOf(ctx.secrets.person, process.id, person.address, person.personKey)
    // A code is the voter, whatever account brings it.
    const keys = eligible.byCode ? { ...own, personKey: rollKey } : own
    const salt = issuedSalt(ctx.secrets, process, person.address)
    const row = {
      processId: process.id,
      ...keys,
      blindedHash: createHash('sha256').update(act.body.blinded).digest(),
      commitment: issuedCommitment(process.number, person.address, salt),
    }
    return { vote, keys, rollKey, blinded: act.body.blinded, row }
  })
}

/** Who has a token keeps to it, also within this batch. What was refused so is counted in public: a denial must not stay unseen. */
async function refuseOthers(ctx: BatchContext, asked: (Asked | Refusal)[]): Promise<(Asked | Refusal)[]> {
  const good = asked.filter(isGood)
  const known = await issuedTo(
    ctx.tx,
    good.map(({ row }) => row),
  )
  const isTheirs = (one: IssuedRow, { row }: Asked) =>
    one.processId === row.processId &&
    (one.voterKey.equals(row.voterKey) || (row.personKey !== null && one.personKey?.equals(row.personKey) === true))
  const refused: string[] = []
  const told = asked.map((one) => {
    if (one instanceof Refusal) return one
    const before = known.filter((other) => isTheirs(other, one))
    const same = before.find((other) => other.blindedHash.equals(one.row.blindedHash))
    if (before.length === 0) known.push(one.row)
    if (before.length === 0) return one
    if (same) return { ...one, row: same }
    refused.push(one.row.processId)
    return new RuleBroken('budgeting.tokens.other-token')
  })
  if (refused.length > 0) await countRefusals(ctx.tx, refused)
  return told
}

function signatureOf(ctx: BatchContext, { vote, blinded }: Asked): Promise<Buffer | Refusal> {
  return ctx.tokenSigner.sign(vote.process.id, vote.issuer.sealed as Buffer, blinded).catch((error) => {
    if (error instanceof Refusal) return error
    throw error
  })
}

async function takeTheirChannel(
  ctx: BatchContext,
  told: (Asked | Refusal)[],
  signed: (Buffer | Refusal)[],
): Promise<(Buffer | Refusal)[]> {
  const takers = told.flatMap((one, at) => (isGood(one) && isGood(signed[at]) ? [{ one, at }] : []))
  const channels = await takeChannels(
    ctx.tx,
    takers.map(({ one }) => ({ processId: one.vote.process.id, keys: keysIn(one.keys, one.rollKey) })),
    'token',
  )
  const kept = [...signed]
  for (const [nth, { at }] of takers.entries())
    if (channels[nth] !== 'token') kept[at] = new RuleBroken('budgeting.vote.other-channel')
  return kept
}

/** Age groups of those who got a token now. The ballot comes from nobody, so it is asked here, and not beside the ballot. */
function countAges(ctx: BatchContext, acts: IssueAct[], told: (Asked | Refusal)[], rows: IssuedRow[]): void {
  for (const row of rows) {
    const at = told.findIndex((one) => isGood(one) && one.row === row)
    const { vote } = told[at] as Asked
    const { age } = (acts[at] as IssueAct).body
    if (age && vote.asksAge) countAge(ctx, vote.process, 'token', age)
  }
}

/** Rows of tokens that were signed now, each once. */
function rowsToAdd(told: (Asked | Refusal)[], kept: (Buffer | Refusal)[]): IssuedRow[] {
  const rows = told.flatMap((one, at) => (isGood(one) && isGood(kept[at]) && !one.row.isKept ? [one.row] : []))
  return [...new Set(rows)]
}
