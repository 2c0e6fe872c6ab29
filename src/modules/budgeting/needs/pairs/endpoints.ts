import { action, page } from '#kernel/http/endpoint.ts'
import { byNumber } from '../fields.ts'
import { NeedRef } from '../replies.ts'
import { chooseNeedsRanking, showNeedsRanking } from './choose-ranking.ts'
import { compareNeeds } from './compare-needs.ts'
import { pairForm, rankingForm } from './fields.ts'
import { PairPage } from './pages/pair-page.tsx'
import { RankingPage } from './pages/ranking-page.tsx'
import { PairView, RankingView } from './replies.ts'
import { showPair } from './show-pair.ts'

const showNext = page({
  name: 'showNeedPair',
  path: '/processes/:number/needs/pairs',
  params: byNumber,
  audience: 'personal',
  reply: PairView,
  load: showPair,
  html: (reply, view, form) => PairPage({ reply, view, form }),
  unlisted: true,
})

const postChoice = action({
  name: 'compareNeeds',
  path: '/processes/:number/needs/pairs',
  params: byNumber,
  audience: 'personal',
  body: pairForm,
  reply: NeedRef,
  run: (ctx, { number }, body) => compareNeeds(ctx, number, body),
  form: showNext,
  done: ({ number }) => `/processes/${number}/needs/pairs`,
})

const showRanking = page({
  name: 'showNeedsRanking',
  path: '/work/processes/:number/needs/ranking',
  params: byNumber,
  audience: 'personal',
  reply: RankingView,
  load: showNeedsRanking,
  html: (reply, view, form) => RankingPage({ reply, view, form }),
  unlisted: true,
})

const postRanking = action({
  name: 'chooseNeedsRanking',
  path: '/work/processes/:number/needs/ranking',
  params: byNumber,
  audience: 'personal',
  body: rankingForm,
  reply: NeedRef,
  run: (ctx, { number }, body) => chooseNeedsRanking(ctx, number, body),
  form: showRanking,
  done: ({ number }) => `/work/processes/${number}/needs/ranking`,
})

/** Needs by pairs: comparing, and choosing that they are compared. */
export const pairEndpoints = [showNext, postChoice, showRanking, postRanking]
