import { personOf } from '#commons/access/permit.ts'
import { email } from '#commons/people/email-field.ts'
import { placeKey } from '#commons/places/field.ts'
import { choice, form, noFields, optional, text, token } from '#kernel/forms/fields.ts'
import { id } from '#kernel/forms/path-fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { followSubject, showFollowSubject, unfollowSubject } from './follow-subject.ts'
import { followedAt } from './followable.ts'
import { DigestOffPage } from './pages/digest-off-page.tsx'
import { FollowAskedPage, FollowSubjectPage } from './pages/follow-subject-page.tsx'
import { FollowingPage } from './pages/following-page.tsx'
import { DigestView, Done, FollowAskedView, FollowingView, FollowSubjectDone, FollowSubjectView } from './replies.ts'
import { mailboxOf, showFollowing } from './show-following.ts'
import { endOwnSubscription, frequencies, frequencyOf, keepFrequency } from './store.ts'

const bySubject = form({
  kind: text({ max: 40, pattern: /^[a-z]+(-[a-z]+)*$/, wrong: 'kernel.not-found' }),
  subject: text({ max: 200, pattern: /^[a-z0-9_-]+$/, wrong: 'kernel.not-found' }),
})
const byToken = form({ token: token() })
const frequencyForm = form({ frequency: choice(frequencies, 'notices.following.frequency.missing') })
const endForm = form({ subscription: id() })

const showSubject = page({
  name: 'showFollowSubject',
  path: '/follow/:kind/:subject',
  params: bySubject,
  audience: 'personal',
  reply: FollowSubjectView,
  load: showFollowSubject,
  html: (reply, view, state) => FollowSubjectPage({ reply, view, form: state }),
  unlisted: true,
})

const postSubject = action({
  name: 'followSubject',
  path: '/follow/:kind/:subject',
  params: bySubject,
  audience: 'personal',
  body: form({ email: optional(email()) }),
  reply: FollowSubjectDone,
  run: async (ctx, at, body) => ({ ...at, by: await followSubject(ctx, at, body.email) }),
  form: showSubject,
  done: ({ kind, subject, by }) => `/follow/${kind}/${subject}${by === 'mail' ? '/asked' : ''}`,
})

const postSubjectEnd = action({
  name: 'unfollowSubject',
  path: '/follow/:kind/:subject/end',
  params: bySubject,
  audience: 'personal',
  body: noFields,
  reply: Done,
  async run(ctx, at) {
    await unfollowSubject(ctx, at)
    return {}
  },
  form: showSubject,
  done: (_reply, { kind, subject }) => `/follow/${kind}/${subject}`,
})

const showAsked = page({
  name: 'showFollowSubjectAsked',
  path: '/follow/:kind/:subject/asked',
  params: bySubject,
  reply: FollowAskedView,
  load: followedAt,
  html: (reply, view) => FollowAskedPage({ reply, view }),
  unlisted: true,
})

const showOwn = page({
  name: 'showFollowing',
  path: '/account/following',
  audience: 'personal',
  reply: FollowingView,
  load: (ctx) => showFollowing(ctx, personOf(ctx).mailboxId),
  html: (reply, view, state) => FollowingPage({ reply, view, form: state, base: '/account/following' }),
  unlisted: true,
})

const postFrequency = action({
  name: 'changeDigest',
  path: '/account/following',
  audience: 'personal',
  body: frequencyForm,
  reply: Done,
  run: (ctx, _params, body) => keep(ctx, personOf(ctx).mailboxId, body),
  form: showOwn,
  done: () => '/account/following',
})

const postEnd = action({
  name: 'endFollowing',
  path: '/account/following/end',
  audience: 'personal',
  body: endForm,
  reply: Done,
  run: (ctx, _params, body) => end(ctx, personOf(ctx).mailboxId, body),
  form: showOwn,
  done: () => '/account/following',
})

const postPlace = action({
  name: 'followPlace',
  path: '/account/following/places',
  audience: 'personal',
  body: form({ place: placeKey() }),
  reply: Done,
  async run(ctx, _params, { place }) {
    personOf(ctx)
    await followSubject(ctx, { kind: 'places', subject: place }, null)
    return {}
  },
  form: showOwn,
  done: () => '/account/following',
})

const showByLink = page({
  name: 'showFollowingByLink',
  path: '/following/:token',
  params: byToken,
  audience: 'personal',
  reply: FollowingView,
  load: (ctx, params) => showFollowing(ctx, mailboxOf(ctx, params.token)),
  html: (reply, view, state) => FollowingPage({ reply, view, form: state, base: view.path }),
  unlisted: true,
})

const postFrequencyByLink = action({
  name: 'changeDigestByLink',
  path: '/following/:token',
  params: byToken,
  audience: 'personal',
  body: frequencyForm,
  reply: Done,
  run: (ctx, params, body) => keep(ctx, mailboxOf(ctx, params.token), body),
  form: showByLink,
  done: (_reply, params) => `/following/${params.token}`,
})

const postEndByLink = action({
  name: 'endFollowingByLink',
  path: '/following/:token/end',
  params: byToken,
  audience: 'personal',
  body: endForm,
  reply: Done,
  run: (ctx, params, body) => end(ctx, mailboxOf(ctx, params.token), body),
  form: showByLink,
  done: (_reply, params) => `/following/${params.token}`,
})

const showDigestOff = page({
  name: 'showDigestOff',
  path: '/digest-off/:token',
  params: byToken,
  audience: 'personal',
  reply: DigestView,
  load: async (ctx, params) => ({ on: (await frequencyOf(ctx.db, mailboxOf(ctx, params.token))) !== 'off' }),
  html: (reply, view, state) => DigestOffPage({ reply, view, form: state }),
  unlisted: true,
})

const postDigestOff = action({
  name: 'stopDigest',
  path: '/digest-off/:token',
  params: byToken,
  audience: 'personal',
  // As for `unsubscribe`: what a mail program sends needs no reading.
  body: noFields,
  reply: DigestView,
  async run(ctx, params) {
    await keepFrequency(ctx.tx, mailboxOf(ctx, params.token), 'off', ctx.now)
    return { on: false }
  },
  form: showDigestOff,
  done: (_reply, params) => `/digest-off/${params.token}`,
  stay: true,
})

export const followingEndpoints = [
  showSubject,
  postSubject,
  postSubjectEnd,
  showAsked,
  showOwn,
  postFrequency,
  postEnd,
  postPlace,
  showByLink,
  postFrequencyByLink,
  postEndByLink,
  showDigestOff,
  postDigestOff,
]

async function keep(ctx: WriteContext, mailboxId: string, { frequency }: { frequency: (typeof frequencies)[number] }) {
  await keepFrequency(ctx.tx, mailboxId, frequency, ctx.now)
  return {}
}

async function end(ctx: WriteContext, mailboxId: string, { subscription }: { subscription: string }) {
  await endOwnSubscription(ctx.tx, mailboxId, subscription, ctx.now)
  return {}
}
