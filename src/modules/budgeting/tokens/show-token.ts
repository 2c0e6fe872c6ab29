import { personOf } from '#commons/access/permit.ts'
import { promiseOf, receiptOf } from '#commons/ledger/entry-promise.ts'
import { canonical } from '#commons/people/mailbox.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { ResourceReply } from '#kernel/http/endpoint.ts'
import { waysOnPaper } from '../paper/ways-on-paper.ts'
import { budgetOf } from '../store.ts'
import { declaredOf, paper, voteOf } from '../vote/show-ballot.ts'
import { channelOf } from '../vote/take-channel.ts'
import { keysIn, keysOf } from '../vote/voter-keys.ts'
import { issuedCommitment, issuedSalt } from './issued-commitment.ts'
import { issuerName } from './ledger-entries.ts'
import type { CastState, TokenView, VoteView } from './replies.ts'
import { issuedTo, issuerOf, lastCasts } from './store.ts'
import { scriptsTold } from './tell-scripts.ts'

/** What the person who asks needs to get a token, or to see whether one was issued in their name. */
export async function showToken(ctx: Context, { number }: { number: number }): Promise<TokenView> {
  const person = personOf(ctx)
  const { process, phase } = await voteOf(ctx, number)
  const { address, personKey, placeKey } = await personBehind(ctx.db, person.accountId)
  const keys = keysOf(ctx.secrets.person, process.id, address, personKey)
  const [printed, { ballots }, issued, channel] = await Promise.all([
    paper(ctx, process, phase),
    budgetOf(ctx.db, process.id),
    issuedTo(ctx.db, [{ processId: process.id, ...keys }]),
    channelOf(ctx.db, process.id, keysIn(keys)),
  ])
  const salt = issuedSalt(ctx.secrets, process, address)
  return {
    ...printed,
    ...(await declaredOf(ctx, process, person, placeKey)),
    byToken: ballots === 'token',
    ways: await waysOnPaper(ctx, process),
    ...(await shownScripts(ctx)),
    channel,
    issued: issued.length > 0,
    mailbox: canonical(address),
    salt: salt.toString('base64url'),
    commitment: issuedCommitment(number, address, salt).toString('base64url'),
  }
}

/** The blank ballot, the same for everybody: who fills it in is asked nowhere. */
export async function showVote(ctx: Context, { number }: { number: number }): Promise<VoteView> {
  const { process, phase } = await voteOf(ctx, number)
  const [printed, { ballots }] = await Promise.all([paper(ctx, process, phase), budgetOf(ctx.db, process.id)])
  return {
    ...printed,
    byToken: ballots === 'token',
    ways: await waysOnPaper(ctx, process),
    ...(await shownScripts(ctx)),
  }
}

async function shownScripts({ db }: Context) {
  const { scripts, toldOn } = await scriptsTold(db)
  return { scripts, scriptsToldOn: toldOn }
}

interface Key {
  number: number
  pk: Buffer
}

/** What the log promises of a key's last ballot. Who knows a key before the close is its voter. */
export async function showCast(ctx: Context, { number, pk }: Key): Promise<ResourceReply> {
  const { process } = await voteOf(ctx, number)
  const [last] = await lastCasts(ctx.db, [{ processId: process.id, pk }])
  const state: CastState = {
    seq: last?.seq ?? 0,
    commitment: last?.commitment.toString('base64url') ?? null,
    entry: last ? await promiseOf(ctx, last.commitment) : null,
  }
  return { body: JSON.stringify(state), headers: { 'cache-control': 'no-store' } }
}

/** The receipt of a key's last ballot. @throws NotFound; RuleBroken while no checkpoint holds it */
export async function sendCastProof(ctx: Context, { number, pk }: Key): Promise<ResourceReply> {
  const { process } = await voteOf(ctx, number)
  const [last] = await lastCasts(ctx.db, [{ processId: process.id, pk }])
  if (!last) throw new NotFound()
  const { index, body } = await receiptOf(ctx, last.commitment)
  return { body, fileName: `punte-vote-${number}-${index}.tlog-proof` }
}

/** The entry that names the issuer's key, with the proof that it is in the log: a key shown to one person alone has none. */
export async function sendIssuerProof(ctx: Context, { number }: { number: number }): Promise<ResourceReply> {
  const { process } = await voteOf(ctx, number)
  const issuer = await issuerOf(ctx.db, process.id)
  if (!issuer) throw new NotFound()
  const { body } = await receiptOf(ctx, issuerName(issuer.spki))
  return { body }
}
