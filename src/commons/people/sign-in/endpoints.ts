import Type from 'typebox'
import { form } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { sixDigits } from '../code-field.ts'
import { email } from '../email-field.ts'
import { nextPath, withNext } from '../next-path.ts'
import { signOut } from '../sessions.ts'
import { askCode, CODE_MINUTES } from './ask-code.ts'
import { CodePage, SignInPage } from './pages.tsx'
import { addressAsked, useCode } from './use-code.ts'

const withNextPath = form({ next: nextPath() })

export const SignInView = Type.Object({ next: Type.String(), signedInAs: Type.Union([Type.String(), Type.Null()]) })
export type SignInView = Type.Static<typeof SignInView>

export const CodeView = Type.Object({
  next: Type.String(),
  address: Type.Union([Type.String(), Type.Null()]),
  minutes: Type.Integer(),
})
export type CodeView = Type.Static<typeof CodeView>

const Onward = Type.Object({ next: Type.String() })

const showSignIn = page({
  name: 'showSignIn',
  path: '/sign-in',
  audience: 'personal',
  query: withNextPath,
  reply: SignInView,
  load: async (ctx, _params, { next }) => ({ next, signedInAs: ctx.viewer.accountId ? (ctx.viewer.name ?? '') : null }),
  html: (reply, view, form) => SignInPage({ reply, view, form }),
  unlisted: true,
})

const postSignIn = action({
  name: 'askSignInCode',
  path: '/sign-in',
  audience: 'personal',
  body: form({ email: email(), next: nextPath() }),
  reply: Onward,
  status: 202,
  run: (ctx, _params, body) => askCode(ctx, body),
  form: showSignIn,
  done: ({ next }) => withNext('/sign-in/code', next),
})

const showCode = page({
  name: 'showSignInCode',
  path: '/sign-in/code',
  audience: 'personal',
  query: withNextPath,
  reply: CodeView,
  load: async (ctx, _params, { next }) => ({ next, address: await addressAsked(ctx), minutes: CODE_MINUTES }),
  html: (reply, view, form) => CodePage({ reply, view, form }),
  unlisted: true,
})

const postCode = action({
  name: 'signIn',
  path: '/sign-in/code',
  audience: 'personal',
  body: form({ code: sixDigits(), next: nextPath() }),
  reply: Onward,
  run: (ctx, _params, body) => useCode(ctx, body),
  form: showCode,
  done: ({ next }) => next,
})

const postSignOut = action({
  name: 'signOut',
  path: '/sign-out',
  audience: 'personal',
  body: form({}),
  reply: Type.Object({}),
  run: async (ctx) => {
    await signOut(ctx)
    return {}
  },
  form: showSignIn,
  done: () => '/',
})

export const signInEndpoints = [showSignIn, postSignIn, showCode, postCode, postSignOut]
