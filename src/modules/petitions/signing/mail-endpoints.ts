import type Type from 'typebox'
import { entryUnknown, promiseOf, receiptOf } from '#commons/ledger/entry-promise.ts'
import type { EntryPromise } from '#commons/ledger/replies.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { homeChoices } from '#commons/places/choices.ts'
import { Gone, NotFound } from '#kernel/errors.ts'
import { form } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { byNumber, byToken, signatureForm } from '../fields.ts'
import { petitionPath, takesSignatures } from '../petition.ts'
import { CheckMailView, ConfirmView, ReceiptView, SignatureRequested, SignPageView } from '../replies.ts'
import { findPetitionRow } from '../store.ts'
import { confirmSignatures } from './confirm-signatures.ts'
import { CheckMailPage } from './pages/check-mail-page.tsx'
import { ConfirmPage } from './pages/confirm-page.tsx'
import { ReceiptPage } from './pages/receipt-page.tsx'
import { SignPage } from './pages/sign-page.tsx'
import { PROOF, proofFile } from './proof-file.ts'
import { recordOfRow } from './record-of-row.ts'
import { REQUEST_DAYS, requestSignature } from './request-signature.ts'
import { findReceipt, findRequest, type ReceiptRow } from './store.ts'
import { withdrawSignature } from './withdraw-signature.ts'

const showSignForm = page({
  name: 'showSignForm',
  path: '/petitions/:number/signature-request',
  params: byNumber,
  reply: SignPageView,
  load: findSignForm,
  html: (reply, view, form) => SignPage({ reply, view, form }),
  unlisted: true,
})

const postSignatureRequest = action({
  name: 'requestSignature',
  path: '/petitions/:number/signature-request',
  params: byNumber,
  body: signatureForm,
  reply: SignatureRequested,
  status: 202,
  run: (ctx, { number }, body) => requestSignature(ctx, number, body),
  form: showSignForm,
  done: ({ petition }) => `${petitionPath(petition)}/check-your-mail`,
})

const showCheckMail = page({
  name: 'showCheckMail',
  path: '/petitions/:number/check-your-mail',
  params: byNumber,
  reply: CheckMailView,
  load: async (ctx, { number }) => ({ petition: await petitionRef(ctx, number), days: REQUEST_DAYS }),
  html: (reply, view) => CheckMailPage({ reply, view }),
  unlisted: true,
})

const showConfirmation = page({
  name: 'showConfirmation',
  path: '/signatures/:token/confirmation',
  params: byToken,
  audience: 'personal',
  reply: ConfirmView,
  load: findConfirmation,
  html: (reply, view, form) => ConfirmPage({ reply, view, form }),
  unlisted: true,
})

const postConfirmation = action({
  name: 'confirmSignature',
  path: '/signatures/:token/confirmation',
  params: byToken,
  audience: 'personal',
  body: form({}),
  reply: ReceiptView,
  runMany: async (ctx, acts) => {
    const outcomes = await confirmSignatures(
      ctx,
      acts.map(({ params }) => params.token),
    )
    const today = dayOf(ctx.now, ctx.timeZone)
    return outcomes.map((one) => ('value' in one ? { value: receiptView(one.value, today, entryUnknown) } : one))
  },
  form: showConfirmation,
  done: (_reply, { token }) => `/signatures/${token}`,
})

export const showReceipt = page({
  name: 'showReceipt',
  path: '/signatures/:token',
  params: byToken,
  audience: 'personal',
  reply: ReceiptView,
  load: (ctx, { token }) => showReceiptOf(ctx, token),
  html: (reply, view, form) => ReceiptPage({ reply, view, form }),
  unlisted: true,
})

const downloadProof = resource({
  name: 'downloadProof',
  path: '/signatures/:token/receipt.tlog-proof',
  params: byToken,
  audience: 'personal',
  contentType: PROOF,
  load: sendProof,
})

const postWithdrawal = action({
  name: 'withdrawSignature',
  path: '/signatures/:token/withdrawal',
  params: byToken,
  audience: 'personal',
  body: form({}),
  reply: ReceiptView,
  run: async (ctx, { token }) => {
    await withdrawSignature(ctx, token)
    return showReceiptOf({ ...ctx, db: ctx.tx }, token)
  },
  form: showReceipt,
  done: (_reply, { token }) => `/signatures/${token}`,
})

export const mailEndpoints = [
  showSignForm,
  postSignatureRequest,
  showCheckMail,
  showConfirmation,
  postConfirmation,
  showReceipt,
  downloadProof,
  postWithdrawal,
]

async function publicPetition(ctx: Context, number: number) {
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition?.publishedAt) throw new NotFound()
  return petition
}

async function petitionRef(ctx: Context, number: number) {
  const { slug, title, lang } = await publicPetition(ctx, number)
  return { number, slug, title, lang }
}

async function findSignForm(ctx: Context, { number }: { number: number }) {
  const petition = await publicPetition(ctx, number)
  const { slug, title, lang } = petition
  const open = takesSignatures(petition, dayOf(ctx.now, ctx.timeZone))
  return { petition: { number, slug, title, lang, takesSignatures: open }, places: homeChoices(ctx) }
}

async function findConfirmation(ctx: Context, { token }: { token: string }) {
  const request = await findRequest(ctx.db, token, ctx.now)
  if (request) {
    const { number, slug, title, petitionLang: lang, name } = request
    return { petition: { number, slug, title, lang }, name, confirmed: false }
  }
  const receipt = await findReceipt(ctx.db, token)
  if (!receipt) throw new Gone('petitions.link-expired')
  const { number, slug, title, petitionLang: lang } = receipt
  return { petition: { number, slug, title, lang }, name: '', confirmed: true }
}

async function showReceiptOf(ctx: Context, token: string) {
  const receipt = await receiptRow(ctx, token)
  const entry = receipt.signature && (await promiseOf(ctx, recordOfRow(receipt.signature)))
  return receiptView(receipt, dayOf(ctx.now, ctx.timeZone), entry)
}

async function sendProof(ctx: Context, { token }: { token: string }) {
  const { number, signature } = await receiptRow(ctx, token)
  if (!signature) throw new NotFound()
  return proofFile(number, await receiptOf(ctx, recordOfRow(signature)))
}

async function receiptRow(ctx: Context, token: string): Promise<ReceiptRow> {
  const receipt = await findReceipt(ctx.db, token)
  if (!receipt) throw new NotFound()
  return receipt
}

function receiptView(
  receipt: ReceiptRow,
  today: PlainDay,
  entry: EntryPromise | null,
): Type.Static<typeof ReceiptView> {
  const { number, slug, title, petitionLang: lang, endedBy, outcome, level, confirmedOn } = receipt
  const open = takesSignatures({ state: receipt.petitionState, closesOn: receipt.closesOn }, today)
  return {
    petition: { number, slug, title, lang },
    outcome: endedBy ?? (receipt.heldUntil ? ('held' as const) : outcome),
    checkedBy: receipt.heldUntil,
    level,
    confirmedOn,
    signedBefore: receipt.signedBefore,
    mayWithdraw: open && outcome === 'counted' && endedBy === null,
    entry: receipt.signature && entry,
  }
}
