import { page } from '#kernel/http/endpoint.ts'
import { HealthView, showHealth } from './health.ts'
import { HubView, showHub } from './hub.ts'
import { HealthPage } from './pages/health-page.tsx'
import { HubPage } from './pages/hub-page.tsx'
import { PermissionsPage } from './pages/permissions-page.tsx'
import { PermissionTable, showPermissions } from './permissions.ts'
import { roleEndpoints } from './roles/endpoints.ts'

const showWork = page({
  name: 'showWork',
  path: '/work',
  audience: 'personal',
  reply: HubView,
  load: showHub,
  html: (reply, view) => HubPage({ reply, view }),
  unlisted: true,
})

const showPermissionTable = page({
  name: 'listPermissions',
  path: '/work/permissions',
  audience: 'personal',
  reply: PermissionTable,
  load: showPermissions,
  html: (reply, view) => PermissionsPage({ reply, view }),
  unlisted: true,
})

const showHealthPage = page({
  name: 'showHealth',
  path: '/work/health',
  audience: 'personal',
  reply: HealthView,
  load: showHealth,
  html: (reply, view) => HealthPage({ reply, view }),
  unlisted: true,
})

export const endpoints = [showWork, showPermissionTable, showHealthPage, ...roleEndpoints]
