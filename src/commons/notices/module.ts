import { sql } from 'kysely'
import Type from 'typebox'
import { NotFound } from '#kernel/errors.ts'
import { form, token } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { defineModule } from '#kernel/module.ts'
import { confirmFollow, findFollowRequest } from './follow-by-mail.ts'
import { followingEndpoints } from './following/endpoints.ts'
import { digestJob } from './following/send-digests.ts'
import { FollowPage, FollowView, UnsubscribePage, UnsubscribeView } from './pages.tsx'
import { noticesData } from './personal-data.ts'
import { endSubscription, readUnsubscribeToken, subscriptionActive } from './subscriptions.ts'

const byToken = form({ token: token() })

const showFollow = page({
  name: 'showFollowConfirmation',
  path: '/follow/:token',
  params: byToken,
  audience: 'personal',
  reply: FollowView,
  load: (ctx, params) => findFollowRequest(ctx, params.token),
  html: (reply, view, state) => FollowPage({ reply, view, form: state }),
  unlisted: true,
})

const postFollow = action({
  name: 'confirmFollow',
  path: '/follow/:token',
  params: byToken,
  audience: 'personal',
  body: form({}),
  reply: Type.Object({ confirmed: Type.Boolean() }),
  async run(ctx, params) {
    await confirmFollow(ctx, params.token)
    return { confirmed: true }
  },
  form: showFollow,
  done: (_reply, params) => `/follow/${params.token}`,
})

const showUnsubscribe = page({
  name: 'showUnsubscribe',
  path: '/unsubscribe/:token',
  params: byToken,
  audience: 'personal',
  reply: UnsubscribeView,
  load: async (ctx, params) => ({ active: (await subscriptionOf(ctx, params.token)).active }),
  html: (reply, view, state) => UnsubscribePage({ reply, view, form: state }),
  unlisted: true,
})

const postUnsubscribe = action({
  name: 'unsubscribe',
  path: '/unsubscribe/:token',
  params: byToken,
  audience: 'personal',
  // Mail programs send `List-Unsubscribe=One-Click`; a person's button sends nothing. Neither needs reading.
  body: form({}),
  reply: UnsubscribeView,
  async run(ctx, params) {
    const { id } = await subscriptionOf({ ...ctx, db: ctx.tx }, params.token)
    await endSubscription(ctx.tx, id, ctx.now)
    return { active: false }
  },
  form: showUnsubscribe,
  done: (_reply, params) => `/unsubscribe/${params.token}`,
  stay: true,
})

const forgetFollowRequests: Job = {
  name: 'notices.forget-follow-requests',
  schedule: '40 2 * * *',
  repeat: 'deletes what has expired',
  async run(services) {
    await sql`DELETE FROM notices.follow_request WHERE expires_at < ${services.clock.now()}`.execute(services.db)
  },
}

export default defineModule({
  name: 'notices',
  endpoints: [showFollow, postFollow, showUnsubscribe, postUnsubscribe, ...followingEndpoints],
  jobs: [forgetFollowRequests as Job<never>, digestJob as Job<never>],
  personalData: [noticesData],
})

async function subscriptionOf(ctx: Pick<Context, 'db' | 'secrets'>, given: string) {
  const id = readUnsubscribeToken(ctx.secrets.session, given)
  const active = id === null ? null : await subscriptionActive(ctx.db, id)
  if (id === null || active === null) throw new NotFound()
  return { id, active }
}
