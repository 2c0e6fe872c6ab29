import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { hidingAnswerForm, hidingAppealForm } from '../ideas/fields.ts'
import { appealNeedHiding, decideNeedHiding, showNeedHidingAppeal } from './appeal-hiding.ts'
import { enterMeeting } from './enter-meeting.ts'
import { byNumber, groupForm, meetingForm, needForm, needsQuery, pointsForm, queueQuery, reasonForm } from './fields.ts'
import { givePoints } from './give-points.ts'
import { groupNeeds } from './group-needs.ts'
import { hideNeed, listNeedsForModeration, showNeedForModeration } from './moderate-needs.ts'
import { nameNeed } from './name-need.ts'
import { needPath } from './need.ts'
import { DESK, NeedHidingPage, NeedQueuePage } from './pages/moderation-pages.tsx'
import { NeedAppealPage } from './pages/need-appeal-page.tsx'
import { NeedPage } from './pages/need-page.tsx'
import { NeedsDeskPage } from './pages/needs-desk-page.tsx'
import { NeedMapPage, NeedsPage } from './pages/needs-page.tsx'
import { NewNeedPage } from './pages/new-need-page.tsx'
import { PointsPage } from './pages/points-page.tsx'
import { mapNeeds, rankNeeds, showNeed } from './rank-needs.ts'
import {
  NeedAddress,
  NeedHidingAppealView,
  NeedHidingView,
  NeedList,
  NeedMap,
  NeedQueue,
  NeedRef,
  NeedsDeskView,
  NeedView,
  NewNeedView,
  PointsView,
} from './replies.ts'
import { showNeedsDesk, showNewNeed, showPoints } from './show-own.ts'

const showRanking = page({
  name: 'rankNeeds',
  path: '/processes/:number/needs',
  params: byNumber,
  query: needsQuery,
  reply: NeedList,
  load: rankNeeds,
  html: (reply, view) => NeedsPage({ reply, view }),
})

const showMap = page({
  name: 'mapNeeds',
  path: '/processes/:number/needs/map',
  params: byNumber,
  reply: NeedMap,
  load: mapNeeds,
  html: (reply, view) => NeedMapPage({ reply, view }),
})

const showOne = page({
  name: 'showNeed',
  path: '/needs/:number',
  params: byNumber,
  reply: NeedView,
  load: showNeed,
  html: (reply, view) => NeedPage({ reply, view }),
  canonical: needPath,
})

const showNew = page({
  name: 'showNewNeed',
  path: '/processes/:number/needs/new',
  params: byNumber,
  audience: 'personal',
  reply: NewNeedView,
  load: showNewNeed,
  html: (reply, view, form) => NewNeedPage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'nameNeed',
  path: '/processes/:number/needs',
  params: byNumber,
  audience: 'personal',
  body: needForm,
  repeat: 'key',
  status: 201,
  reply: NeedAddress,
  run: (ctx, { number }, body) => nameNeed(ctx, number, body),
  form: showNew,
  done: needPath,
})

const showGiving = page({
  name: 'showNeedPoints',
  path: '/needs/:number/points',
  params: byNumber,
  audience: 'personal',
  reply: PointsView,
  load: showPoints,
  html: (reply, view, form) => PointsPage({ reply, view, form }),
  unlisted: true,
})

const postPoints = action({
  name: 'giveNeedPoints',
  path: '/needs/:number/points',
  params: byNumber,
  audience: 'personal',
  body: pointsForm,
  reply: NeedRef,
  run: (ctx, { number }, body) => givePoints(ctx, number, body),
  form: showGiving,
  done: ({ number }) => `/needs/${number}/points`,
})

const showDesk = page({
  name: 'showNeedsForWork',
  path: '/work/processes/:number/needs',
  params: byNumber,
  audience: 'personal',
  reply: NeedsDeskView,
  load: showNeedsDesk,
  html: (reply, view, form) => NeedsDeskPage({ reply, view, form }),
  unlisted: true,
})

/** What a facilitator does, on the one page of the desk. A meeting entered twice would count its people twice. */
function deskAct<B extends Fields>(
  name: string,
  path: string,
  repeat: 'key' | 'natural',
  body: Form<B>,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<{ number: number }>,
) {
  return action({
    name,
    path: `/work/processes/:number/needs/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    repeat,
    reply: NeedRef,
    run: (ctx, { number }, value) => run(ctx, number, value),
    form: showDesk,
    done: ({ number }) => `/work/processes/${number}/needs`,
  })
}

const showQueue = page({
  name: 'listNeedsForModeration',
  path: DESK,
  audience: 'personal',
  query: queueQuery,
  reply: NeedQueue,
  load: (ctx, _params, query) => listNeedsForModeration(ctx, query),
  html: (reply, view) => NeedQueuePage({ reply, view }),
  unlisted: true,
})

const showHiding = page({
  name: 'showNeedForModeration',
  path: `${DESK}/:number`,
  params: byNumber,
  audience: 'personal',
  reply: NeedHidingView,
  load: showNeedForModeration,
  html: (reply, view, form) => NeedHidingPage({ reply, view, form }),
  unlisted: true,
})

const postHiding = action({
  name: 'hideNeed',
  path: `${DESK}/:number`,
  params: byNumber,
  audience: 'personal',
  body: reasonForm,
  reply: NeedRef,
  run: (ctx, { number }, { reason }) => hideNeed(ctx, number, reason),
  form: showHiding,
  done: ({ number }) => `${DESK}/${number}`,
})

const showAppeal = page({
  name: 'showNeedHidingAppeal',
  path: '/needs/:number/hiding-appeal',
  params: byNumber,
  audience: 'personal',
  reply: NeedHidingAppealView,
  load: showNeedHidingAppeal,
  html: (reply, view, form) => NeedAppealPage({ reply, view, form }),
  unlisted: true,
})

const postAppeal = action({
  name: 'appealNeedHiding',
  path: '/needs/:number/hiding-appeal',
  params: byNumber,
  audience: 'personal',
  body: hidingAppealForm,
  reply: NeedRef,
  run: (ctx, { number }, body) => appealNeedHiding(ctx, number, body),
  form: showAppeal,
  done: ({ number }) => `/needs/${number}/hiding-appeal`,
})

const postAnswer = action({
  name: 'decideNeedHidingAppeal',
  path: `${DESK}/:number/appeal`,
  params: byNumber,
  audience: 'personal',
  body: hidingAnswerForm,
  reply: NeedRef,
  run: (ctx, { number }, body) => decideNeedHiding(ctx, number, body),
  form: showHiding,
  done: ({ number }) => `${DESK}/${number}`,
})

export const endpoints = [
  showRanking,
  showMap,
  showOne,
  showNew,
  postNew,
  showGiving,
  postPoints,
  showDesk,
  deskAct('enterNeedsMeeting', 'meetings', 'key', meetingForm, enterMeeting),
  deskAct('groupNeeds', 'groups', 'key', groupForm, groupNeeds),
  showQueue,
  showHiding,
  postHiding,
  showAppeal,
  postAppeal,
  postAnswer,
]
