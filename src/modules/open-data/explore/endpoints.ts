import { page, resource } from '#kernel/http/endpoint.ts'
import { whileDatasetStands } from '../catalogue/kept-while.ts'
import { exportFormats } from '../engine/export-table.ts'
import { byTable } from '../ingest/tables/fields.ts'
import { ChartPage } from './chart/chart-page.tsx'
import { drawChartFile } from './chart/draw-chart-file.ts'
import { ChartEmbedPage } from './chart/embed-page.tsx'
import { showChart } from './chart/show-chart.ts'
import { ColumnsPage } from './columns/columns-page.tsx'
import { showColumns } from './columns/show-columns.ts'
import { chartQuery, columnsQuery, groupsFileQuery, groupsQuery } from './fields.ts'
import { downloadGroups, type GroupsFormat } from './groups/download-groups.ts'
import { GroupsPage } from './groups/groups-page.tsx'
import { showGroups } from './groups/show-groups.ts'
import { type AboutTable, ChartView, ColumnsView, GroupsView } from './replies.ts'

const keptWhile = ({ table }: { table: AboutTable }) => whileDatasetStands(table.dataset.name)

const columns = page({
  name: 'showTableColumns',
  path: '/data/tables/:table/columns',
  params: byTable,
  query: columnsQuery,
  reply: ColumnsView,
  load: showColumns,
  html: (reply, view) => ColumnsPage({ reply, view }),
  keptWhile,
})

const groups = page({
  name: 'showTableGroups',
  path: '/data/tables/:table/groups',
  params: byTable,
  query: groupsQuery,
  reply: GroupsView,
  load: showGroups,
  html: (reply, view) => GroupsPage({ reply, view }),
  keptWhile,
})

const groupsFile = (name: string, format: GroupsFormat) =>
  resource({
    name,
    path: `/data/tables/:table/groups.${format}`,
    params: byTable,
    query: groupsFileQuery,
    localised: true,
    contentType: exportFormats[format].contentType,
    canWait: true,
    load: (ctx, params, query, view) => downloadGroups(ctx, params, query, view, format),
  })

const chart = page({
  name: 'showTableChart',
  path: '/data/tables/:table/chart',
  params: byTable,
  query: chartQuery,
  reply: ChartView,
  load: showChart,
  html: (reply, view) => ChartPage({ reply, view }),
  keptWhile,
})

const embed = page({
  name: 'showTableChartEmbed',
  path: '/data/tables/:table/chart/embed',
  params: byTable,
  query: chartQuery,
  reply: ChartView,
  load: showChart,
  html: (reply, view) => ChartEmbedPage({ reply, view }),
  keptWhile,
  embeddable: true,
  unlisted: true,
})

const picture = (name: string, format: 'svg' | 'png', contentType: string) =>
  resource({
    name,
    path: `/data/tables/:table/chart.${format}`,
    params: byTable,
    query: chartQuery,
    localised: true,
    contentType,
    canWait: true,
    load: (ctx, params, query, view) => drawChartFile(ctx, params, query, view, format),
  })

export const endpoints = [
  columns,
  groups,
  groupsFile('downloadGroupsCsv', 'csv'),
  groupsFile('downloadGroupsXlsx', 'xlsx'),
  groupsFile('downloadGroupsJson', 'json'),
  groupsFile('downloadGroupsNdjson', 'ndjson'),
  groupsFile('downloadGroupsParquet', 'parquet'),
  chart,
  embed,
  picture('tableChartSvg', 'svg', 'image/svg+xml; charset=utf-8'),
  picture('tableChartPng', 'png', 'image/png'),
]
