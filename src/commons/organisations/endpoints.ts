import { email } from '#commons/people/email-field.ts'
import { placeKey } from '#commons/places/field.ts'
import { checked, choice, form, optional, text } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { authorityKinds } from './authorities.ts'
import { addAuthority, changeAuthority, endAuthority } from './change-authority.ts'
import { AuthoritiesDeskPage } from './pages/authorities-desk-page.tsx'
import { AuthoritiesPage } from './pages/authorities-page.tsx'
import { AuthorityDeskPage } from './pages/authority-desk-page.tsx'
import { AuthorityPage } from './pages/authority-page.tsx'
import { NewAuthorityPage } from './pages/new-authority-page.tsx'
import { AuthorityChanged, AuthorityDeskView, AuthorityList, AuthorityView, NewAuthorityView } from './replies.ts'
import {
  listAllAuthorities,
  listPublicAuthorities,
  showAuthority,
  showAuthorityDesk,
  showNewAuthority,
} from './show-authorities.ts'

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const slug = text({ max: 80, min: 2, pattern: SLUG, wrong: 'organisations.slug.wrong' })
const bySlug = form({ slug })
const listQuery = form({ after: optional(slug) })

const facts = {
  kind: choice(authorityKinds),
  nameRo: text({ max: 200, min: 3 }),
  nameRu: optional(text({ max: 200, min: 3 })),
  nameEn: optional(text({ max: 200, min: 3 })),
  place: placeKey(),
  email: email(),
}

const showAuthorities = page({
  name: 'listAuthorities',
  path: '/authorities',
  query: listQuery,
  reply: AuthorityList,
  load: (ctx, _params, query) => listPublicAuthorities(ctx, query),
  html: (reply, view) => AuthoritiesPage({ reply, view }),
})

const showOneAuthority = page({
  name: 'showAuthority',
  path: '/authorities/:slug',
  params: bySlug,
  reply: AuthorityView,
  load: showAuthority,
  html: (reply, view) => AuthorityPage({ reply, view }),
})

const showDesk = page({
  name: 'listAuthoritiesForWork',
  path: '/work/authorities',
  audience: 'personal',
  query: listQuery,
  reply: AuthorityList,
  load: (ctx, _params, query) => listAllAuthorities(ctx, query),
  html: (reply, view) => AuthoritiesDeskPage({ reply, view }),
  unlisted: true,
})

const showNew = page({
  name: 'showNewAuthority',
  path: '/work/authorities/new',
  audience: 'personal',
  reply: NewAuthorityView,
  load: showNewAuthority,
  html: (reply, view, form) => NewAuthorityPage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'addAuthority',
  path: '/work/authorities/new',
  audience: 'personal',
  // 'new' is the address of the form.
  body: form({ ...facts, slug: checked(slug, (one) => (one === 'new' ? { key: 'organisations.slug.taken' } : null)) }),
  reply: AuthorityChanged,
  status: 201,
  run: (ctx, _params, body) => addAuthority(ctx, body),
  form: showNew,
  done: ({ slug }) => `/work/authorities/${slug}`,
})

const showOneDesk = page({
  name: 'showAuthorityForWork',
  path: '/work/authorities/:slug',
  params: bySlug,
  audience: 'personal',
  reply: AuthorityDeskView,
  load: showAuthorityDesk,
  html: (reply, view, form) => AuthorityDeskPage({ reply, view, form }),
  unlisted: true,
})

const postChange = action({
  name: 'changeAuthority',
  path: '/work/authorities/:slug',
  params: bySlug,
  audience: 'personal',
  body: form(facts),
  reply: AuthorityChanged,
  run: changeAuthority,
  form: showOneDesk,
  done: ({ slug }) => `/work/authorities/${slug}`,
})

const postEnd = action({
  name: 'endAuthority',
  path: '/work/authorities/:slug/end',
  params: bySlug,
  audience: 'personal',
  body: form({ reason: text({ max: 500, min: 5, lines: true, missing: 'organisations.end.reason-missing' }) }),
  reply: AuthorityChanged,
  run: endAuthority,
  form: showOneDesk,
  done: ({ slug }) => `/work/authorities/${slug}`,
})

export const endpoints = [
  showAuthorities,
  showOneAuthority,
  showDesk,
  showNew,
  postNew,
  showOneDesk,
  postChange,
  postEnd,
]
