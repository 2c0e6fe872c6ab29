import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { form } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byToken } from '../fields.ts'
import { showOwnSignature } from './account-endpoints.ts'
import { byId } from './fields.ts'
import { showReceipt } from './mail-endpoints.ts'
import { mailOwnReceipt, mailReceipt } from './mail-receipt.ts'
import { showMyOne } from './my-signatures.ts'
import { ReceiptMailedPage } from './pages/receipt-mailed-page.tsx'
import { ReceiptMailedView } from './replies.ts'
import { findReceipt } from './store.ts'

const showMailed = page({
  name: 'showReceiptMailed',
  path: '/signatures/:token/receipt-mail',
  params: byToken,
  audience: 'personal',
  reply: ReceiptMailedView,
  load: async (ctx, { token }) => ({ petition: await petitionBehind(ctx, token), path: `/signatures/${token}` }),
  html: (reply, view) => ReceiptMailedPage({ reply, view }),
  unlisted: true,
})

const postMail = action({
  name: 'mailReceipt',
  path: '/signatures/:token/receipt-mail',
  params: byToken,
  audience: 'personal',
  body: form({}),
  reply: Type.Object({}),
  status: 202,
  run: async (ctx, { token }) => {
    await mailReceipt(ctx, token)
    return {}
  },
  form: showReceipt,
  done: (_reply, { token }) => `/signatures/${token}/receipt-mail`,
  repeat: 'key',
})

const showOwnMailed = page({
  name: 'showOwnReceiptMailed',
  path: '/account/signatures/:id/receipt-mail',
  params: byId,
  audience: 'personal',
  reply: ReceiptMailedView,
  load: async (ctx, { id }) => ({
    petition: (await showMyOne(ctx, id)).petition,
    path: `/account/signatures/${id}`,
  }),
  html: (reply, view) => ReceiptMailedPage({ reply, view }),
  unlisted: true,
})

const postOwnMail = action({
  name: 'mailOwnReceipt',
  path: '/account/signatures/:id/receipt-mail',
  params: byId,
  audience: 'personal',
  body: form({}),
  reply: Type.Object({}),
  status: 202,
  run: async (ctx, { id }) => {
    await mailOwnReceipt(ctx, id)
    return {}
  },
  form: showOwnSignature,
  done: (_reply, { id }) => `/account/signatures/${id}/receipt-mail`,
  repeat: 'key',
})

export const receiptMailEndpoints = [showMailed, postMail, showOwnMailed, postOwnMail]

async function petitionBehind(ctx: Context, token: string) {
  const receipt = await findReceipt(ctx.db, token)
  if (!receipt?.signature) throw new NotFound()
  const { number, slug, title, petitionLang: lang } = receipt
  return { number, slug, title, lang }
}
