import { action, page, resource } from '#kernel/http/endpoint.ts'
import { ballotViewed, identityAsked } from '../visits/viewed.ts'
import { castTokens } from './cast-tokens.ts'
import { checkVoter } from './check-voter.ts'
import { byKey, byNumber, castForm, issueForm, voterForm } from './fields.ts'
import { issueTokens } from './issue-tokens.ts'
import { TokenPage } from './pages/token-page.tsx'
import { VotePage } from './pages/vote-page.tsx'
import { BallotCast, TokenIssued, TokenView, VoterChecked, VoteView } from './replies.ts'
import { sendCastProof, sendIssuerProof, showCast, showToken, showVote } from './show-token.ts'

const PLAIN = 'text/plain; charset=utf-8'

const showOwn = page({
  name: 'showToken',
  path: '/processes/:number/token',
  params: byNumber,
  audience: 'personal',
  reply: TokenView,
  load: showToken,
  html: (reply, view, form) => TokenPage({ reply, view, form }),
  viewed: ({ byToken, standing, process }) => (byToken && standing === 'open' ? identityAsked(process) : null),
  unlisted: true,
})

const postVoter = action({
  name: 'checkVoter',
  path: '/processes/:number/token/voter',
  params: byNumber,
  audience: 'personal',
  body: voterForm,
  // Sent by the page's script; by itself only to search for a place.
  neverKept: true,
  reply: VoterChecked,
  run: (ctx, { number }, body) => checkVoter(ctx, number, body),
  form: showOwn,
  done: ({ number }) => `/processes/${number}/token`,
})

const postToken = action({
  name: 'issueToken',
  path: '/processes/:number/token',
  params: byNumber,
  audience: 'personal',
  body: issueForm,
  // Sent by the page's script, which asks again by itself.
  neverKept: true,
  reply: TokenIssued,
  runMany: (ctx, acts) =>
    issueTokens(
      ctx,
      acts.map(({ ctx, params, body }) => ({ ctx, number: params.number, body })),
    ),
  form: showOwn,
  done: ({ number }) => `/processes/${number}/vote`,
})

const showBlank = page({
  name: 'showVote',
  path: '/processes/:number/vote',
  params: byNumber,
  reply: VoteView,
  load: showVote,
  html: (reply, view) => VotePage({ reply, view }),
  viewed: (reply) => (reply.byToken ? ballotViewed(reply) : null),
  unlisted: true,
})

const postCast = action({
  name: 'castWithToken',
  path: '/processes/:number/casts',
  params: byNumber,
  withoutCookies: true,
  body: castForm,
  reply: BallotCast,
  status: 201,
  runMany: (ctx, acts) =>
    castTokens(
      ctx,
      acts.map(({ params, body }) => ({ number: params.number, body })),
    ),
  form: showBlank,
  done: ({ number }) => `/processes/${number}/vote`,
})

const sendState = resource({
  name: 'showCast',
  path: '/processes/:number/casts/:pk',
  params: byKey,
  contentType: 'application/json; charset=utf-8',
  load: showCast,
})

const sendProof = resource({
  name: 'downloadCastProof',
  path: '/processes/:number/casts/:pk/receipt.tlog-proof',
  params: byKey,
  contentType: PLAIN,
  load: sendCastProof,
})

const sendIssuer = resource({
  name: 'downloadIssuerProof',
  path: '/processes/:number/issuer.tlog-proof',
  params: byNumber,
  contentType: PLAIN,
  load: sendIssuerProof,
})

export const endpoints = [showOwn, postVoter, postToken, showBlank, postCast, sendState, sendProof, sendIssuer]
