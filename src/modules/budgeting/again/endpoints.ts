import { action, page } from '#kernel/http/endpoint.ts'
import { byNumber } from '../vote/fields.ts'
import { againForm } from './fields.ts'
import { holdVoteAgain } from './hold-vote-again.ts'
import { HoldAgainPage } from './pages/hold-again-page.tsx'
import { AgainRef, HoldAgainView } from './replies.ts'
import { showAgain } from './show-again.ts'

const showForm = page({
  name: 'showHoldAgain',
  path: '/work/processes/:number/again',
  params: byNumber,
  audience: 'personal',
  reply: HoldAgainView,
  load: showAgain,
  html: (reply, view, form) => HoldAgainPage({ reply, view, form }),
  unlisted: true,
})

const hold = action({
  name: 'holdVoteAgain',
  path: '/work/processes/:number/again',
  params: byNumber,
  audience: 'personal',
  body: againForm,
  reply: AgainRef,
  status: 201,
  run: (ctx, { number }, body) => holdVoteAgain(ctx, number, body),
  form: showForm,
  done: ({ number }) => `/work/processes/${number}`,
})

export const endpoints = [showForm, hold]
