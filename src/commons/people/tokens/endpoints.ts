import Type from 'typebox'
import { choice, form, noFields, optional, text, token } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { NewTokenPage, TokensPage } from './pages.tsx'
import { endToken, listTokens, makeToken, tokenDays } from './tokens.ts'

export const TokensView = Type.Object({
  items: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), createdAt: Type.String(), expiresAt: Type.String() }),
  ),
})
export type TokensView = Type.Static<typeof TokensView>

export const TokenMade = Type.Object({
  /** Told here and nowhere else. */
  token: Type.String(),
  name: Type.String(),
  expiresAt: Type.String(),
})
export type TokenMade = Type.Static<typeof TokenMade>

const showTokens = page({
  name: 'listTokens',
  path: '/account/tokens',
  audience: 'personal',
  reply: TokensView,
  load: async (ctx) => ({
    items: (await listTokens(ctx)).map((one) => ({
      ...one,
      createdAt: one.createdAt.toISOString(),
      expiresAt: one.expiresAt.toISOString(),
    })),
  }),
  html: (reply, view, form) => TokensPage({ reply, view, form }),
  unlisted: true,
})

const postToken = action({
  name: 'makeToken',
  path: '/account/tokens',
  audience: 'personal',
  body: form({ name: text({ max: 60 }), days: choice(tokenDays), key: optional(token()) }),
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
