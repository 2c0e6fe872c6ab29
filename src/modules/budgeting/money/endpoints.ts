import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import { noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { changeBudget, changeEnvelope, openEnvelope, removeEnvelope } from './change-money.ts'
import { budgetForm, byEnvelope, byNumber, envelopeForm } from './fields.ts'
import { EnvelopePage } from './pages/envelope-page.tsx'
import { MoneyPage } from './pages/money-page.tsx'
import { EnvelopeView, MoneyRef, MoneyView } from './replies.ts'
import { showEnvelope, showMoney } from './show-money.ts'

const showOne = page({
  name: 'showMoneyForWork',
  path: '/work/processes/:number/money',
  params: byNumber,
  audience: 'personal',
  reply: MoneyView,
  load: showMoney,
  html: (reply, view, form) => MoneyPage({ reply, view, form }),
  unlisted: true,
})

const showNew = page({
  name: 'showNewEnvelope',
  path: '/work/processes/:number/money/new-envelope',
  params: byNumber,
  audience: 'personal',
  reply: EnvelopeView,
  load: (ctx, { number }) => showEnvelope(ctx, { number, envelope: null }),
  html: (reply, view, form) => EnvelopePage({ reply, view, form }),
  unlisted: true,
})

const showEnvelopeForm = page({
  name: 'showEnvelopeForWork',
  path: '/work/processes/:number/money/envelopes/:envelope',
  params: byEnvelope,
  audience: 'personal',
  reply: EnvelopeView,
  load: showEnvelope,
  html: (reply, view, form) => EnvelopePage({ reply, view, form }),
  unlisted: true,
})

const done = ({ number }: { number: number }) => `/work/processes/${number}/money`

const postBudget = action({
  name: 'changeBudget',
  path: '/work/processes/:number/money',
  params: byNumber,
  audience: 'personal',
  body: budgetForm,
  reply: MoneyRef,
  async run(ctx, { number }, body) {
    await changeBudget(ctx, number, body)
    return { number }
  },
  form: showOne,
  done,
})

const postNew = action({
  name: 'addEnvelope',
  path: '/work/processes/:number/money/envelopes',
  params: byNumber,
  audience: 'personal',
  body: envelopeForm,
  repeat: 'key',
  status: 201,
  reply: MoneyRef,
  async run(ctx, { number }, body) {
    await openEnvelope(ctx, number, body)
    return { number }
  },
  form: showNew,
  done,
})

function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, params: { number: number; envelope: number }, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `/work/processes/:number/money/envelopes/:envelope${path}`,
    params: byEnvelope,
    audience: 'personal',
    body,
    reply: MoneyRef,
    async run(ctx, params, value) {
      await run(ctx, params, value)
      return { number: params.number }
    },
    form: showEnvelopeForm,
    done,
  })
}

export const endpoints = [
  showOne,
  postBudget,
  showNew,
  postNew,
  showEnvelopeForm,
  act('changeEnvelope', '', envelopeForm, changeEnvelope),
  act('removeEnvelope', '/removal', noFields, removeEnvelope),
]
