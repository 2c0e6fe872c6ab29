import Type from 'typebox'
import { placeKey } from '#commons/places/field.ts'
import { choice, form, noFields, optional, token } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { accountName } from '../person-name.ts'
import { endSessions, ownSession } from '../sessions.ts'
import { AccountPage } from './account-page.tsx'
import { changeProfile } from './change-profile.ts'
import { findAccountView, findProfile, findSessions } from './find-account.ts'
import { ProfilePage } from './profile-page.tsx'
import { AccountView, ProfileView, SessionsView } from './replies.ts'
import { SessionsPage } from './sessions-page.tsx'

const Done = Type.Object({})

const showAccount = page({
  name: 'showAccount',
  path: '/account',
  audience: 'personal',
  reply: AccountView,
  load: findAccountView,
  html: (reply, view) => AccountPage({ reply, view }),
  unlisted: true,
})

const showProfile = page({
  name: 'showProfile',
  path: '/account/profile',
  audience: 'personal',
  reply: ProfileView,
  load: findProfile,
  html: (reply, view, form) => ProfilePage({ reply, view, form }),
  unlisted: true,
})

const postProfile = action({
  name: 'changeProfile',
  path: '/account/profile',
  audience: 'personal',
  body: form({ name: optional(accountName()), lang: choice(langs), place: optional(placeKey()) }),
  reply: Done,
  async run(ctx, _params, body) {
    await changeProfile(ctx, body)
    return {}
  },
  form: showProfile,
  done: () => '/account',
})

const showSessions = page({
  name: 'listSessions',
  path: '/account/sessions',
  audience: 'personal',
  reply: SessionsView,
  load: findSessions,
  html: (reply, view, form) => SessionsPage({ reply, view, form }),
  unlisted: true,
})

const postSessionEnding = action({
  name: 'endSession',
  path: '/account/sessions/:session/ending',
  audience: 'personal',
  params: form({ session: token() }),
  body: noFields,
  reply: Done,
  async run(ctx, { session }) {
    await endSessions(ctx.tx, ownSession(ctx).accountId, { id: session }, ctx.now)
    return {}
  },
  form: showSessions,
  done: () => '/account/sessions',
})

const postOtherSessionsEnding = action({
  name: 'endOtherSessions',
  path: '/account/sessions/others/ending',
  audience: 'personal',
  body: noFields,
  reply: Done,
  async run(ctx) {
    const { accountId, sessionId } = ownSession(ctx)
    await endSessions(ctx.tx, accountId, { allBut: sessionId }, ctx.now)
    return {}
  },
  form: showSessions,
  done: () => '/account/sessions',
})

export const accountEndpoints = [
  showAccount,
  showProfile,
  postProfile,
  showSessions,
  postOtherSessionsEnding,
  postSessionEnding,
]
