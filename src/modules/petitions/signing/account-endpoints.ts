import { personOf } from '#commons/access/permit.ts'
import { form } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { byNumber } from '../fields.ts'
import { petitionPath } from '../petition.ts'
import { afterId, afterPosition, byId, newsForm, ownForm } from './fields.ts'
import { listSignatories } from './list-signatories.ts'
import { chooseNews, listMySignatures, sendMyProof, showMyOne } from './my-signatures.ts'
import { findMySignature } from './own-signature.ts'
import { MySignaturePage } from './pages/my-signature-page.tsx'
import { MySignaturesPage } from './pages/my-signatures-page.tsx'
import { OwnSignaturePage } from './pages/own-signature-page.tsx'
import { SignatoriesPage } from './pages/signatories-page.tsx'
import { PROOF } from './proof-file.ts'
import { MySignaturesView, MySignatureView, OwnSignatureView, SignatoriesView } from './replies.ts'
import { signAsAccount } from './sign-as-account.ts'
import { withdrawOwn } from './withdraw-signature.ts'

const showMySignature = page({
  name: 'showMySignature',
  path: '/petitions/:number/my-signature',
  params: byNumber,
  audience: 'personal',
  reply: MySignatureView,
  load: (ctx, { number }) => findMySignature(ctx, number),
  html: (reply, view, form) => MySignaturePage({ reply, view, form }),
  unlisted: true,
})

const postMySignature = action({
  name: 'signAsAccount',
  path: '/petitions/:number/my-signature',
  params: byNumber,
  audience: 'personal',
  body: ownForm,
  reply: MySignatureView,
  run: async (ctx, { number }, body) => {
    await signAsAccount(ctx, number, body)
    return findMySignature({ ...ctx, db: ctx.tx }, number)
  },
  form: showMySignature,
  done: ({ petition }) => `${petitionPath(petition)}/my-signature`,
})

const showMySignatures = page({
  name: 'listMySignatures',
  path: '/account/signatures',
  query: afterId,
  audience: 'personal',
  reply: MySignaturesView,
  load: (ctx, _params, query) => listMySignatures(ctx, query),
  html: (reply, view) => MySignaturesPage({ reply, view }),
  unlisted: true,
})

export const showOwnSignature = page({
  name: 'showOwnSignature',
  path: '/account/signatures/:id',
  params: byId,
  audience: 'personal',
  reply: OwnSignatureView,
  load: (ctx, { id }) => showMyOne(ctx, id),
  html: (reply, view, form) => OwnSignaturePage({ reply, view, form }),
  unlisted: true,
})

const downloadOwnProof = resource({
  name: 'downloadOwnProof',
  path: '/account/signatures/:id/receipt.tlog-proof',
  params: byId,
  audience: 'personal',
  contentType: PROOF,
  load: (ctx, { id }) => sendMyProof(ctx, id),
})

const postOwnWithdrawal = action({
  name: 'withdrawOwnSignature',
  path: '/account/signatures/:id/withdrawal',
  params: byId,
  audience: 'personal',
  body: form({}),
  reply: OwnSignatureView,
  run: async (ctx, { id }) => {
    await withdrawOwn(ctx, personOf(ctx).mailboxId, id)
    return showMyOne({ ...ctx, db: ctx.tx }, id)
  },
  form: showOwnSignature,
  done: (_reply, { id }) => `/account/signatures/${id}`,
})

const postNewsChoice = action({
  name: 'chooseNews',
  path: '/account/signatures/:id/news',
  params: byId,
  audience: 'personal',
  body: newsForm,
  reply: OwnSignatureView,
  run: async (ctx, { id }, { wantsNews }) => {
    await chooseNews(ctx, id, wantsNews)
    return showMyOne({ ...ctx, db: ctx.tx }, id)
  },
  form: showOwnSignature,
  done: (_reply, { id }) => `/account/signatures/${id}`,
})

const showSignatories = page({
  name: 'listSignatories',
  path: '/petitions/:number/signatories',
  params: byNumber,
  query: afterPosition,
  reply: SignatoriesView,
  load: (ctx, { number }, query) => listSignatories(ctx, number, query),
  html: (reply, view) => SignatoriesPage({ reply, view }),
  unlisted: true,
})

export const accountEndpoints = [
  showMySignature,
  postMySignature,
  showMySignatures,
  showOwnSignature,
  downloadOwnProof,
  postOwnWithdrawal,
  postNewsChoice,
  showSignatories,
]
