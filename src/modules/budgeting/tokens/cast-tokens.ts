import { randomBytes } from 'node:crypto'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, Refusal, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { BatchContext } from '#kernel/http/context.ts'
import type { Outcome } from '#kernel/http/group-commit.ts'
import { newId } from '#kernel/ids.ts'
import { castPromises } from '../vote/cast-promise.ts'
import type { Picks } from '../vote/choice.ts'
import { commitmentOf, NONCE_BYTES } from '../vote/commitment.ts'
import { ballotCast } from '../vote/ledger-entries.ts'
import { addBallots, replaceBallots } from '../vote/store.ts'
import { isSignedByKey, isToken } from './check-token.ts'
import type { castForm } from './fields.ts'
import { type OpenVote, openVotes } from './open-votes.ts'
import { readChoice } from './read-choice.ts'
import { addProofs, type LastCast, lastCasts, lockBallotKeys } from './store.ts'

/** Each stays in the public log for ever. */
const MOST_CASTS = 100
const DAY_MS = 86_400_000

export interface CastAct {
  number: number
  body: FormValue<(typeof castForm)['fields']>
}

export interface CastReply {
  number: number
  seq: number
  commitment: string
  nonce: string
  promise: string | null
}

type Checked = { vote: OpenVote; body: CastAct['body']; picks: Picks }

/**
 * Casts ballots that tokens prove, many in one transaction. Who casts is asked nowhere: the token says that somebody may. A ballot of a
 * higher number replaces the one before; the same one again is answered as the first time.
 *
 * @returns for each act its reply, or why not: NotFound, InvalidInput budgeting.tokens.bad-token, budgeting.again.of-first, budgeting.tokens.bad-signature and the rules of the ballot,
 *   RuleBroken budgeting.tokens.by-account, processes.not-open, budgeting.tokens.older; TooMany
 */
export async function castTokens(ctx: BatchContext, acts: CastAct[]): Promise<Outcome<CastReply>[]> {
  const votes = await openVotes(
    ctx,
    acts.map(({ number }) => number),
  )
  const checked = await Promise.all(acts.map((act) => check(act, votes.get(act.number) as OpenVote | Refusal)))
  const good = checked.filter((one): one is Checked => !(one instanceof Refusal))
  if (good.length === 0) return checked.map((refusal) => ({ refusal: refusal as Refusal }))
  await lockBallotKeys(
    ctx.tx,
    good.map(({ body }) => body.pk),
  )
  const last = await lastOf(ctx, good)
  const promise = await castPromises(ctx.tx, ctx)
  const replyOf = (vote: OpenVote, cast: LastCast) =>
    replyTo(vote, cast, promise(vote.process.number, cast.commitment, ctx.now))
  const fresh: (LastCast & { vote: OpenVote; body: CastAct['body']; replaced: boolean })[] = []
  const replaced: LastCast[] = []
  const outcomes = checked.map((one): Outcome<CastReply> => {
    if (one instanceof Refusal) return { refusal: one }
    const { vote, body, picks } = one
    const name = nameOf(vote.process.id, body.pk)
    const before = last.get(name)
    if (before && before.seq === body.seq && before.edSignature.equals(body.edSig))
      return { value: replyOf(vote, before) }
    if (before && before.seq >= body.seq) return { refusal: new RuleBroken('budgeting.tokens.older') }
    if (before && before.casts >= MOST_CASTS) return { refusal: new TooMany(DAY_MS / 1000) }
    const cast = { ...newCast(ctx, vote, body, picks), casts: (before?.casts ?? 0) + 1, vote, body, replaced: false }
    const sameBatch = fresh.find((other) => other.id === before?.id)
    if (sameBatch) sameBatch.replaced = true
    else if (before) replaced.push(before)
    fresh.push(cast)
    last.set(name, cast)
    return { value: replyOf(vote, cast) }
  })
  if (fresh.length > 0) await write(ctx, fresh, replaced)
  return outcomes
}

async function check({ number, body }: CastAct, vote: OpenVote | Refusal): Promise<Checked | Refusal> {
  if (vote instanceof Refusal) return vote
  const cast = { ...body, process: number }
  if (!(await isToken(vote.issuer.spki, cast)))
    return new InvalidInput([{ field: 'signature', text: { key: await whyNoToken(vote, body) } }])
  if (!(await isSignedByKey(cast)))
    return new InvalidInput([{ field: 'edSig', text: { key: 'budgeting.tokens.bad-signature' } }])
  const read = readChoice(body.picks, vote.envelopes, vote.projects, vote.currency)
  return 'errors' in read ? new InvalidInput(read.errors) : { vote, body, picks: read.picks }
}

/** Whoever comes with a token of the first vote is told that it was another vote, not that the token is forged. */
async function whyNoToken({ first }: OpenVote, body: CastAct['body']) {
  const isOfFirst = first !== null && (await isToken(first.spki, { ...body, process: first.number }))
  return isOfFirst ? ('budgeting.again.of-first' as const) : ('budgeting.tokens.bad-token' as const)
}

async function lastOf({ tx }: BatchContext, good: Checked[]): Promise<Map<string, LastCast>> {
  const keys = new Map(
    good.map(({ vote, body }) => [nameOf(vote.process.id, body.pk), { processId: vote.process.id, pk: body.pk }]),
  )
  const rows = await lastCasts(tx, [...keys.values()])
  return new Map(rows.map((row) => [nameOf(row.processId, row.pk), row]))
}

const nameOf = (processId: string, pk: Buffer) => `${processId} ${pk.toString('hex')}`

function newCast(ctx: BatchContext, { process }: OpenVote, { pk, seq, edSig }: CastAct['body'], picks: Picks) {
  const nonce = randomBytes(NONCE_BYTES)
  return {
    processId: process.id,
    pk,
    id: newId(dayBegun(ctx)),
    seq,
    picks,
    nonce,
    commitment: commitmentOf(process.number, picks, nonce),
    edSignature: edSig,
  }
}

/** Rows know the day only: the moment beside the list of issued tokens could tell whose a ballot is. */
function dayBegun({ now, timeZone }: BatchContext): Date {
  return new Date(`${dayOf(now, timeZone)}T00:00:00Z`)
}

async function write(
  ctx: BatchContext,
  fresh: (LastCast & { vote: OpenVote; body: CastAct['body']; replaced: boolean })[],
  replaced: LastCast[],
): Promise<void> {
  if (replaced.length > 0) await replaceBallots(ctx.tx, replaced, dayBegun(ctx))
  // A key that cast several times in one batch: one of its ballots counts at a time.
  for (const replacedOnes of [true, false]) {
    const part = fresh.filter((one) => one.replaced === replacedOnes)
    for (const round of replacedOnes ? part.map((one) => [one]) : [part]) {
      if (round.length === 0) continue
      await addBallots(
        ctx.tx,
        round.map(({ pk, vote: _, body: __, ...cast }) => ({
          ...cast,
          voterKey: pk,
          personKey: null,
          channel: 'online',
          castAt: dayBegun(ctx),
        })),
      )
      if (replacedOnes) await replaceBallots(ctx.tx, round, dayBegun(ctx))
    }
  }
  await addProofs(
    ctx.tx,
    fresh.map(({ id, pk, body, edSignature }) => ({
      ballotId: id,
      pk,
      prepared: body.prepared,
      signature: body.signature,
      edSignature,
    })),
  )
  // In the order of commitments: of a batch the log does not tell which came first.
  const told = fresh.toSorted((a, b) => a.commitment.compare(b.commitment))
  appendEntries(
    ctx.tx,
    told.map(({ vote, commitment }) => ballotCast(vote.process.number, commitment)),
    ctx.now,
  )
}

function replyTo({ process }: OpenVote, { seq, commitment, nonce }: LastCast, promise: string | null): CastReply {
  return {
    number: process.number,
    seq,
    commitment: commitment.toString('base64url'),
    nonce: nonce.toString('base64url'),
    promise,
  }
}
