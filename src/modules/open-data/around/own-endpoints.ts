import { noFields } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byNumber, reuseForm } from './fields.ts'
import { OwnReusePage } from './pages/own-reuse-page.tsx'
import { changeReuse, withdrawReuse } from './propose-reuse.ts'
import { OwnReuseView, ReuseRef } from './replies.ts'
import { showOwnReuse } from './show-reuses.ts'

export const showMine = page({
  name: 'showOwnReuse',
  path: '/data/reuses/:number/mine',
  params: byNumber,
  audience: 'personal',
  reply: OwnReuseView,
  load: showOwnReuse,
  html: (reply, view, form) => OwnReusePage({ reply, view, form }),
  unlisted: true,
})

const postMine = action({
  name: 'changeReuse',
  path: '/data/reuses/:number/mine',
  params: byNumber,
  audience: 'personal',
  body: reuseForm,
  reply: ReuseRef,
  async run(ctx, ref, body) {
    await changeReuse(ctx, ref, body)
    return ref
  },
  form: showMine,
  done: ({ number }) => `/data/reuses/${number}/mine`,
})

const postWithdrawal = action({
  name: 'withdrawReuse',
  path: '/data/reuses/:number/withdrawal',
  params: byNumber,
  audience: 'personal',
  body: noFields,
  reply: ReuseRef,
  async run(ctx, ref) {
    await withdrawReuse(ctx, ref)
    return ref
  },
  form: showMine,
  done: () => '/data/reuses/new',
})

export const ownEndpoints = [showMine, postMine, postWithdrawal]
