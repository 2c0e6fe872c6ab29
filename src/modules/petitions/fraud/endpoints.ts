import Type from 'typebox'
import { form } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byId, conditionForm } from './fields.ts'
import { cancelInvalidation, countInvalidation, restoreInvalidation, runInvalidation } from './invalidations.ts'
import { FraudPage } from './pages/fraud-page.tsx'
import { InvalidationPage } from './pages/invalidation-page.tsx'
import { releaseHold } from './release-hold.ts'
import { FraudDeskView, InvalidationView } from './replies.ts'
import { showDesk, showInvalidation } from './show-desk.ts'

const showFraudDesk = page({
  name: 'showFraudDesk',
  path: '/work/fraud',
  audience: 'personal',
  reply: FraudDeskView,
  load: showDesk,
  html: (reply, view, state) => FraudPage({ reply, view, form: state }),
  unlisted: true,
})

const postRelease = action({
  name: 'releaseHeldSignatures',
  path: '/work/fraud/holds/:id/release',
  params: byId,
  audience: 'personal',
  body: form({}),
  reply: Type.Object({ released: Type.Integer() }),
  run: (ctx, { id }) => releaseHold(ctx, id),
  // The desk has no :id; the parameters of the action are not its own.
  form: showFraudDesk as never,
  done: () => '/work/fraud',
})

const postInvalidation = action({
  name: 'countInvalidation',
  path: '/work/fraud/invalidations',
  audience: 'personal',
  body: conditionForm,
  repeat: 'key',
  status: 201,
  reply: Type.Object({ id: Type.String() }),
  run: (ctx, _params, body) => countInvalidation(ctx, body),
  form: showFraudDesk,
  done: ({ id }) => `/work/fraud/invalidations/${id}`,
})

const showOne = page({
  name: 'showInvalidation',
  path: '/work/fraud/invalidations/:id',
  params: byId,
  audience: 'personal',
  reply: InvalidationView,
  load: (ctx, { id }) => showInvalidation(ctx, id),
  html: (reply, view, state) => InvalidationPage({ reply, view, form: state }),
  unlisted: true,
})

const step = (name: string, path: string, run: (ctx: WriteContext, id: string) => Promise<void>) =>
  action({
    name,
    path: `/work/fraud/invalidations/:id/${path}`,
    params: byId,
    audience: 'personal',
    body: form({}),
    status: 202,
    reply: InvalidationView,
    run: async (ctx, { id }) => {
      await run(ctx, id)
      return showInvalidation({ ...ctx, db: ctx.tx }, id)
    },
    form: showOne,
    done: (_reply, { id }) => `/work/fraud/invalidations/${id}`,
  })

export const endpoints = [
  showFraudDesk,
  postRelease,
  postInvalidation,
  showOne,
  step('runInvalidation', 'run', runInvalidation),
  step('cancelInvalidation', 'cancellation', cancelInvalidation),
  step('restoreInvalidation', 'restoration', restoreInvalidation),
]
