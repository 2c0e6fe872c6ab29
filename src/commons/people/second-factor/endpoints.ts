import Type from 'typebox'
import { form } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { sixDigits } from '../code-field.ts'
import { nextPath, withNext } from '../next-path.ts'
import { ownSession } from '../sessions.ts'
import { SecondFactorPage, SetUpPage } from './pages.tsx'
import { confirmSecondFactor, findSetUp, showSecondFactor, startSecondFactor } from './set-up-second-factor.ts'
import { secondFactorOf } from './store.ts'

const withNextPath = form({ next: nextPath() })
const codeAndNext = form({ code: sixDigits(), next: nextPath() })
const Onward = Type.Object({ next: Type.String() })

export const SecondFactorView = Type.Object({
  next: Type.String(),
  isSetUp: Type.Boolean(),
  hasRoles: Type.Boolean(),
  shown: Type.Boolean(),
})
export type SecondFactorView = Type.Static<typeof SecondFactorView>

export const SetUpView = Type.Object({
  next: Type.String(),
  confirmed: Type.Boolean(),
  setUp: Type.Union([Type.Object({ uri: Type.String(), secret: Type.String() }), Type.Null()]),
})
export type SetUpView = Type.Static<typeof SetUpView>

const showForm = page({
  name: 'showSecondFactor',
  path: '/sign-in/second-factor',
  audience: 'personal',
  query: withNextPath,
  reply: SecondFactorView,
  async load(ctx, _params, { next }) {
    const { accountId, roles } = ownSession(ctx)
    const held = await secondFactorOf(ctx.db, accountId)
    return {
      next,
      isSetUp: held?.confirmed === true,
      hasRoles: roles.length > 0,
      shown: ctx.viewer.secondFactor === true,
    }
  },
  html: (reply, view, form) => SecondFactorPage({ reply, view, form }),
  unlisted: true,
})

const postCode = action({
  name: 'giveSecondFactor',
  path: '/sign-in/second-factor',
  audience: 'personal',
  body: codeAndNext,
  reply: Onward,
  async run(ctx, _params, { code, next }) {
    await showSecondFactor(ctx, code)
    return { next }
  },
  form: showForm,
  done: ({ next }) => next,
})

const showSetUp = page({
  name: 'showSecondFactorSetUp',
  path: '/account/second-factor',
  audience: 'personal',
  query: withNextPath,
  reply: SetUpView,
  load: async (ctx, _params, { next }) => ({ next, ...(await findSetUp(ctx)) }),
  html: (reply, view, form) => SetUpPage({ reply, view, form }),
  unlisted: true,
})

const postSetUp = action({
  name: 'startSecondFactor',
  path: '/account/second-factor',
  audience: 'personal',
  body: withNextPath,
  reply: Onward,
  status: 201,
  async run(ctx, _params, { next }) {
    await startSecondFactor(ctx)
    return { next }
  },
  form: showSetUp,
  done: ({ next }) => withNext('/account/second-factor', next),
})

const postConfirmation = action({
  name: 'confirmSecondFactor',
  path: '/account/second-factor/confirmation',
  audience: 'personal',
  body: codeAndNext,
  reply: Onward,
  async run(ctx, _params, { code, next }) {
    await confirmSecondFactor(ctx, code)
    return { next }
  },
  form: showSetUp,
  done: ({ next }) => next,
})

export const secondFactorEndpoints = [showForm, postCode, showSetUp, postSetUp, postConfirmation]
