import { action, page, resource } from '#kernel/http/endpoint.ts'
import { atomFeed } from './feed.ts'
import { byNumber, filterQuery, flagForm, listQuery, newQuery, reuseForm } from './fields.ts'
import { flagReuse } from './flag-reuse.ts'
import { whileReusesStand } from './kept-while.ts'
import { ownEndpoints } from './own-endpoints.ts'
import { ReuseFlaggedPage, ReuseFlagPage } from './pages/flag-page.tsx'
import { NewReusePage } from './pages/new-reuse-page.tsx'
import { ReusePage } from './pages/reuse-page.tsx'
import { ReusesPage } from './pages/reuses-page.tsx'
import { pictureEndpoints } from './picture/endpoints.ts'
import { proposeReuse } from './propose-reuse.ts'
import { NewReuseView, ReuseList, ReuseRef, ReuseView } from './replies.ts'
import { listReuses, showNewReuse, showReuse } from './show-reuses.ts'
import { workEndpoints } from './work-endpoints.ts'

const LIST = '/data/reuses'
const ONE = `${LIST}/:number`
/** Feeds may be this old; readers ask for them all the time. */
const KEPT_SECONDS = 60

const showList = page({
  name: 'listReuses',
  path: LIST,
  query: listQuery,
  reply: ReuseList,
  load: (ctx, _params, query) => listReuses(ctx, query),
  html: (reply, view) => ReusesPage({ reply, view }),
  keptWhile: () => whileReusesStand(),
})

const feed = resource({
  name: 'reusesFeed',
  path: `${LIST}/feed.atom`,
  query: filterQuery,
  localised: true,
  contentType: 'application/atom+xml; charset=utf-8',
  load: async (ctx, _params, filters, view) => ({
    body: await atomFeed({ ...ctx, lang: view.lang }, filters, view),
    cacheSeconds: KEPT_SECONDS,
  }),
})

const showNew = page({
  name: 'showReuseForm',
  path: `${LIST}/new`,
  audience: 'personal',
  query: newQuery,
  reply: NewReuseView,
  load: (ctx, _params, query) => showNewReuse(ctx, query),
  html: (reply, view, form) => NewReusePage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'proposeReuse',
  path: `${LIST}/new`,
  audience: 'personal',
  body: reuseForm,
  repeat: 'key',
  status: 201,
  reply: ReuseRef,
  run: (ctx, _params, body) => proposeReuse(ctx, body),
  form: showNew,
  done: ({ number }) => `${LIST}/${number}/mine`,
})

const showOne = page({
  name: 'showReuse',
  path: ONE,
  params: byNumber,
  reply: ReuseView,
  load: showReuse,
  html: (reply, view) => ReusePage({ reply, view }),
  keptWhile: () => whileReusesStand(),
})

const showFlag = page({
  name: 'showReuseFlag',
  path: `${ONE}/flag`,
  params: byNumber,
  reply: ReuseView,
  load: showReuse,
  html: (reply, view, form) => ReuseFlagPage({ reply, view, form }),
  unlisted: true,
})

const postFlag = action({
  name: 'flagReuse',
  path: `${ONE}/flag`,
  params: byNumber,
  body: flagForm,
  reply: ReuseRef,
  async run(ctx, ref, { reason }) {
    await flagReuse(ctx, ref, reason)
    return ref
  },
  form: showFlag,
  done: ({ number }) => `${LIST}/${number}/flagged`,
})

const showFlagged = page({
  name: 'showReuseFlagged',
  path: `${ONE}/flagged`,
  params: byNumber,
  reply: ReuseView,
  load: showReuse,
  html: (reply, view) => ReuseFlaggedPage({ reply, view }),
  unlisted: true,
})

export const endpoints = [
  showList,
  feed,
  showNew,
  postNew,
  showOne,
  ...ownEndpoints,
  showFlag,
  postFlag,
  showFlagged,
  ...pictureEndpoints,
  ...workEndpoints,
]
