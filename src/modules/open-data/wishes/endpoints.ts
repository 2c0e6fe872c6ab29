import { noFields } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { answerWish } from './answer-wish.ts'
import { appealWishHiding, upholdHiding } from './appeal-hiding.ts'
import { wishesFeed } from './feed.ts'
import {
  answerForm,
  appealForm,
  byNumber,
  filterQuery,
  flagForm,
  hidingForm,
  listQuery,
  newQuery,
  queueQuery,
  wishForm,
  workQuery,
} from './fields.ts'
import { listWishes } from './list-wishes.ts'
import { makeWish, withdrawWish } from './make-wish.ts'
import { hideWish, keepWish, listForModeration, showForModeration } from './moderate-wishes.ts'
import { WishDeskListPage, WishDeskPage } from './pages/desk-pages.tsx'
import { MODERATION, WishHidingPage, WishQueuePage } from './pages/moderation-pages.tsx'
import { NewWishPage } from './pages/new-wish-page.tsx'
import { FlagWishPage, OwnWishPage } from './pages/own-pages.tsx'
import { WishPage } from './pages/wish-page.tsx'
import { WishesPage } from './pages/wishes-page.tsx'
import {
  NewWishView,
  OwnWishView,
  WishAddress,
  WishDesk,
  WishDeskView,
  WishHidingView,
  WishList,
  WishQueue,
  WishRef,
  WishView,
} from './replies.ts'
import { listForDesk, showForDesk, showNewWish, showOwnWish, showWish } from './show-wish.ts'
import { flagWish, supportWish, withdrawSupport } from './support-wish.ts'
import { wishPath } from './wish.ts'

const list = page({
  name: 'listDataWishes',
  path: '/data/wishes',
  query: listQuery,
  reply: WishList,
  load: (ctx, _params, query) => listWishes(ctx, query),
  html: (reply, view) => WishesPage({ reply, view }),
})

const feed = resource({
  name: 'dataWishesFeed',
  path: '/data/wishes/feed.atom',
  query: filterQuery,
  localised: true,
  contentType: 'application/atom+xml; charset=utf-8',
  load: async (ctx, _params, filters, view) => ({
    body: await wishesFeed({ ...ctx, lang: view.lang }, filters, view),
    cacheSeconds: 60,
  }),
})

const showOne = page({
  name: 'showDataWish',
  path: '/data/wishes/:number',
  params: byNumber,
  reply: WishView,
  load: showWish,
  html: (reply, view) => WishPage({ reply, view }),
  canonical: wishPath,
})

const showNew = page({
  name: 'showNewDataWish',
  path: '/data/wishes/new',
  audience: 'personal',
  query: newQuery,
  reply: NewWishView,
  load: (ctx, _params, query) => showNewWish(ctx, query),
  html: (reply, view, form) => NewWishPage({ reply, view, form }),
  unlisted: true,
})

const make = action({
  name: 'makeDataWish',
  path: '/data/wishes',
  audience: 'personal',
  body: wishForm,
  repeat: 'key',
  status: 201,
  reply: WishAddress,
  run: (ctx, _params, body) => makeWish(ctx, body),
  form: showNew,
  done: wishPath,
})

const showOwn = page({
  name: 'showDataWishSupport',
  path: '/data/wishes/:number/support',
  params: byNumber,
  audience: 'personal',
  reply: OwnWishView,
  load: showOwnWish,
  html: (reply, view, form) => OwnWishPage({ reply, view, form }),
  unlisted: true,
})

/** What a person does with a wish by one button. */
const ownAct = (name: string, path: string, run: typeof supportWish) =>
  action({
    name,
    path: `/data/wishes/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    body: noFields,
    reply: WishRef,
    run: (ctx, { number }) => run(ctx, number),
    form: showOwn,
    done: ({ number }) => `/data/wishes/${number}/support`,
  })

const appeal = action({
  name: 'appealDataWishHiding',
  path: '/data/wishes/:number/appeal',
  params: byNumber,
  audience: 'personal',
  body: appealForm,
  reply: WishRef,
  run: (ctx, { number }, { text }) => appealWishHiding(ctx, number, text),
  form: showOwn,
  done: ({ number }) => `/data/wishes/${number}/support`,
})

const showFlag = page({
  name: 'showDataWishFlag',
  path: '/data/wishes/:number/flag',
  params: byNumber,
  audience: 'personal',
  reply: OwnWishView,
  load: showOwnWish,
  html: (reply, view, form) => FlagWishPage({ reply, view, form }),
  unlisted: true,
})

const flag = action({
  name: 'flagDataWish',
  path: '/data/wishes/:number/flag',
  params: byNumber,
  audience: 'personal',
  body: flagForm,
  reply: WishRef,
  run: (ctx, { number }, { reason }) => flagWish(ctx, number, reason),
  form: showFlag,
  done: ({ number }) => `/data/wishes/${number}`,
})

const listDesk = page({
  name: 'listDataWishesForWork',
  path: '/work/data-wishes',
  audience: 'personal',
  query: workQuery,
  reply: WishDesk,
  load: (ctx, _params, query) => listForDesk(ctx, query),
  html: (reply, view) => WishDeskListPage({ reply, view }),
  unlisted: true,
})

const showDesk = page({
  name: 'showDataWishForWork',
  path: '/work/data-wishes/:number',
  params: byNumber,
  audience: 'personal',
  reply: WishDeskView,
  load: showForDesk,
  html: (reply, view, form) => WishDeskPage({ reply, view, form }),
  unlisted: true,
})

const answer = action({
  name: 'answerDataWish',
  path: '/work/data-wishes/:number',
  params: byNumber,
  audience: 'personal',
  body: answerForm,
  repeat: 'key',
  reply: WishRef,
  run: (ctx, { number }, body) => answerWish(ctx, number, body),
  form: showDesk,
  done: ({ number }) => `/work/data-wishes/${number}`,
})

const listQueue = page({
  name: 'listDataWishesForModeration',
  path: MODERATION,
  audience: 'personal',
  query: queueQuery,
  reply: WishQueue,
  load: (ctx, _params, query) => listForModeration(ctx, query),
  html: (reply, view) => WishQueuePage({ reply, view }),
  unlisted: true,
})

const showHiding = page({
  name: 'showDataWishForModeration',
  path: `${MODERATION}/:number`,
  params: byNumber,
  audience: 'personal',
  reply: WishHidingView,
  load: showForModeration,
  html: (reply, view, form) => WishHidingPage({ reply, view, form }),
  unlisted: true,
})

const hide = action({
  name: 'hideDataWish',
  path: `${MODERATION}/:number`,
  params: byNumber,
  audience: 'personal',
  body: hidingForm,
  reply: WishRef,
  run: (ctx, { number }, hiding) => hideWish(ctx, number, hiding),
  form: showHiding,
  done: ({ number }) => `${MODERATION}/${number}`,
})

const keep = action({
  name: 'keepDataWish',
  path: `${MODERATION}/:number/keeping`,
  params: byNumber,
  audience: 'personal',
  body: noFields,
  reply: WishRef,
  run: (ctx, { number }) => keepWish(ctx, number),
  form: showHiding,
  done: ({ number }) => `${MODERATION}/${number}`,
})

const uphold = action({
  name: 'upholdDataWishHiding',
  path: `${MODERATION}/:number/upholding`,
  params: byNumber,
  audience: 'personal',
  body: noFields,
  reply: WishRef,
  run: (ctx, { number }) => upholdHiding(ctx, number),
  form: showHiding,
  done: ({ number }) => `${MODERATION}/${number}`,
})

export const endpoints = [
  list,
  feed,
  showNew,
  showOne,
  make,
  showOwn,
  ownAct('supportDataWish', 'support', supportWish),
  ownAct('withdrawDataWishSupport', 'withdrawn-support', withdrawSupport),
  ownAct('withdrawDataWish', 'withdrawal', withdrawWish),
  appeal,
  showFlag,
  flag,
  listDesk,
  showDesk,
  answer,
  listQueue,
  showHiding,
  hide,
  keep,
  uphold,
]
