import Type from 'typebox'
import { choice, form, list, noFields, optional, text, token } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { ownSession } from '../sessions.ts'
import { NewTokenPage, TokensPage } from './pages.tsx'
import { scopeInWords, scopesOf } from './scopes.ts'
import { endToken, listTokens, makeToken, tokenDays } from './tokens.ts'

const Scope = Type.Object({
  scope: Type.String({ description: 'What a program may do for an institution' }),
  label: Type.String(),
  hint: nullable(Type.String()),
})

export const TokensView = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      scopes: Type.Array(Scope),
      createdAt: Type.String(),
      expiresAt: Type.String(),
    }),
  ),
  offered: Type.Array(Scope, { description: 'Scopes that a new token may have' }),
  confirm: Type.Boolean({ description: 'Scopes are given after the second factor, which this session has not shown' }),
})
export type TokensView = Type.Static<typeof TokensView>

export const TokenMade = Type.Object({
  /** Told here and nowhere else. */
  token: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  expiresAt: Type.String(),
})
export type TokenMade = Type.Static<typeof TokenMade>

const showTokens = page({
  name: 'listTokens',
  path: '/account/tokens',
  audience: 'personal',
  reply: TokensView,
  async load(ctx) {
    const t = ctx.translate(ctx.lang)
    const inWords = (scope: string) => ({ scope, ...scopeInWords(t, scope) })
    ownSession(ctx)
    const confirmed = ctx.viewer.secondFactor === true
    const offered = scopesOf(ctx).map(({ name }) => inWords(name))
    return {
      items: (await listTokens(ctx)).map((one) => ({
        ...one,
        scopes: one.scopes.map(inWords),
        createdAt: one.createdAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
      })),
      offered: confirmed ? offered : [],
      confirm: !confirmed && offered.length > 0,
    }
  },
  html: (reply, view, form) => TokensPage({ reply, view, form }),
  unlisted: true,
})

const postToken = action({
  name: 'makeToken',
  path: '/account/tokens',
  audience: 'personal',
  body: form({
    name: text({ max: 60 }),
    days: choice(tokenDays),
    scopes: list(text({ max: 60, pattern: /^[a-z-]+:[a-z-]+$/ }), { max: 10 }),
    key: optional(token()),
  }),
  reply: TokenMade,
  status: 201,
  run: (ctx, _params, body) => makeToken(ctx, body),
  form: showTokens,
  done: () => '/account/tokens',
  answer: (reply, view) => NewTokenPage({ reply, view }),
})

const postTokenEnding = action({
  name: 'endToken',
  path: '/account/tokens/:token/ending',
  audience: 'personal',
  params: form({ token: token() }),
  body: noFields,
  reply: Type.Object({}),
  async run(ctx, params) {
    await endToken(ctx, params.token)
    return {}
  },
  form: showTokens,
  done: () => '/account/tokens',
})

export const tokenEndpoints = [showTokens, postToken, postTokenEnding]
