import { page, resource } from '#kernel/http/endpoint.ts'
import { byName } from '../catalogue/fields.ts'
import { whileDatasetStands } from '../catalogue/kept-while.ts'
import { exportFormats } from '../engine/export-table.ts'
import { byTable } from '../ingest/tables/fields.ts'
import type { ChangesFormat } from './compare/export-changes.ts'
import { csvwEndpoints } from './csvw/endpoints.ts'
import { downloadChanges } from './download-changes.ts'
import { versionsFeed } from './feed.ts'
import { byDistribution, changesQuery, pairQuery, versionsQuery } from './fields.ts'
import { frictionlessEndpoints } from './frictionless/endpoints.ts'
import { ChangesPage } from './pages/changes-page.tsx'
import { VersionsPage } from './pages/versions-page.tsx'
import { ChangesView, VersionsView } from './replies.ts'
import { showChanges } from './show-changes.ts'
import { showVersions } from './show-versions.ts'

const versions = page({
  name: 'listTableVersions',
  path: '/data/:dataset/files/:distribution/versions',
  params: byDistribution,
  query: versionsQuery,
  reply: VersionsView,
  load: showVersions,
  html: (reply, view) => VersionsPage({ reply, view }),
  keptWhile: ({ dataset }) => whileDatasetStands(dataset.name),
})

const feed = resource({
  name: 'datasetVersionsFeed',
  path: '/data/:dataset/versions.atom',
  params: byName,
  localised: true,
  contentType: 'application/atom+xml; charset=utf-8',
  load: async (ctx, params, _query, view) => ({
    body: await versionsFeed({ ...ctx, lang: view.lang }, params, view),
    cacheSeconds: 60,
  }),
})

const changes = page({
  name: 'showTableChanges',
  path: '/data/tables/:table/changes',
  params: byTable,
  query: changesQuery,
  reply: ChangesView,
  load: showChanges,
  html: (reply, view) => ChangesPage({ reply, view }),
  keptWhile: ({ dataset }) => whileDatasetStands(dataset.name),
  canWait: true,
  unlisted: true,
})

const file = (name: string, format: ChangesFormat) =>
  resource({
    name,
    path: `/data/tables/:table/changes.${format}`,
    params: byTable,
    query: pairQuery,
    contentType: exportFormats[format].contentType,
    canWait: true,
    load: (ctx, params, query) => downloadChanges(ctx, params, query, format),
  })

export const endpoints = [
  versions,
  feed,
  changes,
  file('downloadChangesCsv', 'csv'),
  file('downloadChangesNdjson', 'ndjson'),
  ...frictionlessEndpoints,
  ...csvwEndpoints,
]
