import { noFields } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { refuseProposal, takeProposal } from './answer-proposal.ts'
import { byProposal, newQuery, proposalForm, queueQuery, refusalForm, takingForm } from './fields.ts'
import { ProposalDeskPage, ProposalQueuePage } from './pages/desk-pages.tsx'
import { NewProposalPage, OwnProposalsPage } from './pages/own-pages.tsx'
import { DESK, MINE } from './paths.ts'
import { proposeChallenge, withdrawProposal } from './propose-challenge.ts'
import { Done, NewProposalView, OwnProposals, ProposalQueue, ProposalRef, ProposalView, Taken } from './replies.ts'
import { listForDesk, showForDesk, showNewProposal, showOwnProposals } from './show-proposals.ts'

const showNew = page({
  name: 'showNewChallengeProposal',
  path: `${MINE}/new`,
  audience: 'personal',
  query: newQuery,
  reply: NewProposalView,
  load: (ctx, _params, query) => showNewProposal(ctx, query),
  html: (reply, view, form) => NewProposalPage({ reply, view, form }),
  unlisted: true,
})

const propose = action({
  name: 'proposeChallenge',
  path: `${MINE}/new`,
  audience: 'personal',
  body: proposalForm,
  repeat: 'key',
  status: 201,
  reply: ProposalRef,
  run: (ctx, _params, body) => proposeChallenge(ctx, body),
  form: showNew,
  done: () => MINE,
})

const showMine = page({
  name: 'listMyChallengeProposals',
  path: MINE,
  audience: 'personal',
  reply: OwnProposals,
  load: showOwnProposals,
  html: (reply, view, form) => OwnProposalsPage({ reply, view, form }),
  unlisted: true,
})

const withdraw = action({
  name: 'withdrawChallengeProposal',
  path: `${MINE}/:proposal/withdrawal`,
  params: byProposal,
  audience: 'personal',
  body: noFields,
  reply: Done,
  async run(ctx, ref) {
    await withdrawProposal(ctx, ref)
    return {}
  },
  form: showMine,
  done: () => MINE,
})

const listDesk = page({
  name: 'listChallengeProposalsForWork',
  path: DESK,
  audience: 'personal',
  query: queueQuery,
  reply: ProposalQueue,
  load: (ctx, _params, query) => listForDesk(ctx, query),
  html: (reply, view) => ProposalQueuePage({ reply, view }),
  unlisted: true,
})

const showDesk = page({
  name: 'showChallengeProposalForWork',
  path: `${DESK}/:proposal`,
  params: byProposal,
  audience: 'personal',
  reply: ProposalView,
  load: showForDesk,
  html: (reply, view, form) => ProposalDeskPage({ reply, view, form }),
  unlisted: true,
})

const take = action({
  name: 'takeChallengeProposal',
  path: `${DESK}/:proposal/taking`,
  params: byProposal,
  audience: 'personal',
  body: takingForm,
  reply: Taken,
  run: (ctx, ref, body) => takeProposal(ctx, ref, body),
  form: showDesk,
  done: ({ challenge }) => `/work/challenges/${challenge}`,
})

const refuse = action({
  name: 'refuseChallengeProposal',
  path: `${DESK}/:proposal/refusal`,
  params: byProposal,
  audience: 'personal',
  body: refusalForm,
  reply: Done,
  async run(ctx, ref, why) {
    await refuseProposal(ctx, ref, why)
    return {}
  },
  form: showDesk,
  done: () => DESK,
})

export const endpoints = [showNew, propose, showMine, withdraw, listDesk, showDesk, take, refuse]
