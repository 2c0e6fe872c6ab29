import Type from 'typebox'
import { personOf } from '#commons/access/permit.ts'
import { page } from '#kernel/http/endpoint.ts'
import { accountOf } from '../accounts.ts'
import { IdentityPage } from './identity-page.tsx'
import { identityState } from './raise-level.ts'

export const IdentityView = Type.Object({
  level: Type.Enum(['email', 'strong', 'signed']),
  identified: Type.Boolean(),
  /** Where to confirm who one is; null while no service is connected. */
  start: Type.Union([Type.String(), Type.Null()]),
})
export type IdentityView = Type.Static<typeof IdentityView>

const showIdentity = page({
  name: 'showIdentity',
  path: '/account/identity',
  audience: 'personal',
  reply: IdentityView,
  async load(ctx) {
    const { accountId, level } = personOf(ctx)
    const { identified } = await accountOf(ctx.db, accountId)
    const start =
      ctx.identityProvider && ctx.viewer.sessionId ? await ctx.identityProvider.start(ctx, identityState(ctx)) : null
    return { level, identified, start }
  },
  html: (reply, view) => IdentityPage({ reply, view }),
  unlisted: true,
})

export const identityEndpoints = [showIdentity]
