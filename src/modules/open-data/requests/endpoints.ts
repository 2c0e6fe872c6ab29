import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { answerRequest, extendRequest, publishOutcome, registerRequest, takeBackOutcome } from './answer-request.ts'
import {
  answerForm,
  byFile,
  byNumber,
  extensionForm,
  FILES_BODY,
  listQuery,
  newQuery,
  ownQuery,
  publicationForm,
  registrationForm,
  requestForm,
  takeBackForm,
  workQuery,
} from './fields.ts'
import { DeskRequestPage, DeskRequestsPage } from './pages/desk-pages.tsx'
import { NewRequestPage } from './pages/new-request-page.tsx'
import { OwnRequestPage, OwnRequestsPage } from './pages/own-pages.tsx'
import { PublishedPage, PublishedRequestsPage } from './pages/published-pages.tsx'
import {
  DeskRequestView,
  NewRequestView,
  OwnRequestView,
  PublishedList,
  PublishedView,
  RequestList,
  RequestRef,
} from './replies.ts'
import { sendDeskFile, sendOwnFile, sendPublicFile } from './send-file.ts'
import { sendRequest, withdrawRequest } from './send-request.ts'
import {
  listForDesk,
  listOwnRequests,
  listPublished,
  showForDesk,
  showNewRequest,
  showOwnRequest,
  showPublished,
} from './show-requests.ts'

const DESK = '/work/data-requests'

const listAll = page({
  name: 'listPublishedDataRequests',
  path: '/data/requests',
  query: listQuery,
  reply: PublishedList,
  load: (ctx, _params, query) => listPublished(ctx, query),
  html: (reply, view) => PublishedRequestsPage({ reply, view }),
})

const showOne = page({
  name: 'showPublishedDataRequest',
  path: '/data/requests/:number',
  params: byNumber,
  reply: PublishedView,
  load: showPublished,
  html: (reply, view) => PublishedPage({ reply, view }),
})

const publicFile = resource({
  name: 'publishedDataRequestFile',
  path: '/data/requests/:number/files/:file',
  params: byFile,
  contentType: 'application/octet-stream',
  load: sendPublicFile,
})

const showNew = page({
  name: 'showNewDataRequest',
  path: '/data/requests/new',
  audience: 'personal',
  query: newQuery,
  reply: NewRequestView,
  load: (ctx, _params, query) => showNewRequest(ctx, query),
  html: (reply, view, form) => NewRequestPage({ reply, view, form }),
  unlisted: true,
})

const send = action({
  name: 'sendDataRequest',
  path: '/data/requests',
  audience: 'personal',
  body: requestForm,
  repeat: 'key',
  status: 201,
  reply: RequestRef,
  run: (ctx, _params, body) => sendRequest(ctx, body),
  form: showNew,
  done: ({ number }) => `/data/requests/${number}/mine`,
})

const listOwn = page({
  name: 'listMyDataRequests',
  path: '/account/data-requests',
  audience: 'personal',
  query: ownQuery,
  reply: RequestList,
  load: (ctx, _params, query) => listOwnRequests(ctx, query),
  html: (reply, view) => OwnRequestsPage({ reply, view }),
  unlisted: true,
})

const showOwn = page({
  name: 'showMyDataRequest',
  path: '/data/requests/:number/mine',
  params: byNumber,
  audience: 'personal',
  reply: OwnRequestView,
  load: showOwnRequest,
  html: (reply, view, form) => OwnRequestPage({ reply, view, form }),
  unlisted: true,
})

const ownFile = resource({
  name: 'myDataRequestFile',
  path: '/data/requests/:number/mine/files/:file',
  params: byFile,
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: sendOwnFile,
})

const withdraw = action({
  name: 'withdrawDataRequest',
  path: '/data/requests/:number/mine/withdrawal',
  params: byNumber,
  audience: 'personal',
  body: noFields,
  reply: RequestRef,
  run: (ctx, { number }) => withdrawRequest(ctx, number),
  form: showOwn,
  done: ({ number }) => `/data/requests/${number}/mine`,
})

const listDesk = page({
  name: 'listDataRequestsForWork',
  path: DESK,
  audience: 'personal',
  query: workQuery,
  reply: RequestList,
  load: (ctx, _params, query) => listForDesk(ctx, query),
  html: (reply, view) => DeskRequestsPage({ reply, view }),
  unlisted: true,
})

const showDesk = page({
  name: 'showDataRequestForWork',
  path: `${DESK}/:number`,
  params: byNumber,
  audience: 'personal',
  reply: DeskRequestView,
  load: showForDesk,
  html: (reply, view, form) => DeskRequestPage({ reply, view, form }),
  unlisted: true,
})

const deskFile = resource({
  name: 'dataRequestFileForWork',
  path: `${DESK}/:number/files/:file`,
  params: byFile,
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: sendDeskFile,
})

/** An officer's act on a request: a resource under it that one POSTs to, once a key. */
function deskAct<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<void>,
  files = false,
) {
  return action({
    name,
    path: `${DESK}/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: RequestRef,
    repeat: 'key',
    ...(files && { multipart: true, bodyLimit: FILES_BODY }),
    async run(ctx, { number }, value) {
      await run(ctx, number, value)
      return { number }
    },
    form: showDesk,
    done: ({ number }) => `${DESK}/${number}`,
  })
}

export const endpoints = [
  listAll,
  showNew,
  showOne,
  publicFile,
  send,
  listOwn,
  showOwn,
  ownFile,
  withdraw,
  listDesk,
  showDesk,
  deskFile,
  deskAct('registerDataRequest', 'registration', registrationForm, registerRequest),
  deskAct('extendDataRequest', 'extension', extensionForm, extendRequest),
  deskAct('answerDataRequest', 'answer', answerForm, answerRequest, true),
  deskAct('publishDataRequestOutcome', 'publication', publicationForm, publishOutcome),
  deskAct('takeBackDataRequestOutcome', 'taking-back', takeBackForm, takeBackOutcome),
]
