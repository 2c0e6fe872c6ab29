import { roles } from '#commons/access/permit.ts'
import { email } from '#commons/people/email-field.ts'
import { placeKey } from '#commons/places/field.ts'
import { checkbox, choice, form, optional, text, token, uuid } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { end, grant, resetFactor } from './change-roles.ts'
import { EndRolePage } from './pages/end-role-page.tsx'
import { GrantPage } from './pages/grant-page.tsx'
import { RolesPage } from './pages/roles-page.tsx'
import { EndRoleView, GrantView, RoleEnded, RoleGranted, RoleList } from './replies.ts'
import { showGrant, showRole, showRoles } from './show-roles.ts'

const byId = form({ id: uuid() })

const showAll = page({
  name: 'listRoles',
  path: '/work/roles',
  audience: 'personal',
  query: form({ role: optional(choice(roles)), ended: checkbox(), after: optional(token()) }),
  reply: RoleList,
  load: (ctx, _params, query) => showRoles(ctx, query),
  html: (reply, view) => RolesPage({ reply, view }),
  unlisted: true,
})

const showNew = page({
  name: 'showRoleGrant',
  path: '/work/roles/new',
  audience: 'personal',
  reply: GrantView,
  load: showGrant,
  html: (reply, view, form) => GrantPage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'grantRole',
  path: '/work/roles/new',
  audience: 'personal',
  body: form({
    email: email(),
    role: choice(roles, 'work.roles.choose-role'),
    place: optional(placeKey()),
    authority: optional(text({ max: 80 })),
  }),
  reply: RoleGranted,
  status: 201,
  run: (ctx, _params, body) => grant(ctx, body),
  form: showNew,
  done: () => '/work/roles',
})

const showEnd = page({
  name: 'showRole',
  path: '/work/roles/:id/end',
  params: byId,
  audience: 'personal',
  reply: EndRoleView,
  load: showRole,
  html: (reply, view, form) => EndRolePage({ reply, view, form }),
  unlisted: true,
})

const postEnd = action({
  name: 'endRole',
  path: '/work/roles/:id/end',
  params: byId,
  audience: 'personal',
  body: form({ reason: text({ max: 500, min: 5, lines: true, missing: 'work.roles.end.reason-missing' }) }),
  reply: RoleEnded,
  run: end,
  form: showEnd,
  done: () => '/work/roles',
})

const postReset = action({
  name: 'resetSecondFactor',
  path: '/work/roles/:id/second-factor-reset',
  params: byId,
  audience: 'personal',
  body: form({}),
  reply: RoleEnded,
  run: resetFactor,
  form: showEnd,
  done: () => '/work/roles',
})

export const roleEndpoints = [showAll, showNew, postNew, showEnd, postEnd, postReset]
