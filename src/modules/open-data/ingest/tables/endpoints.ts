import { page, resource } from '#kernel/http/endpoint.ts'
import { whileDatasetStands } from '../../catalogue/kept-while.ts'
import { exportFormats } from '../../engine/export-table.ts'
import { downloadOriginal, downloadTable, type FileFormat } from './download-table.ts'
import { byTable, byVersionOfTable, downloadQuery, tableQuery } from './fields.ts'
import { TableView } from './replies.ts'
import { showTable } from './show-table.ts'
import { TablePage } from './table-page.tsx'

const show = page({
  name: 'showTable',
  path: '/data/tables/:table',
  params: byTable,
  query: tableQuery,
  reply: TableView,
  load: showTable,
  html: (reply, view) => TablePage({ reply, view }),
  keptWhile: ({ dataset }) => whileDatasetStands(dataset.name),
})

const file = (name: string, format: FileFormat) =>
  resource({
    name,
    path: `/data/tables/:table.${format}`,
    params: byTable,
    query: downloadQuery,
    contentType: exportFormats[format].contentType,
    canWait: true,
    load: (ctx, params, query) => downloadTable(ctx, params, query, format),
  })

const original = resource({
  name: 'downloadOriginalFile',
  path: '/data/tables/:table/original',
  params: byTable,
  query: byVersionOfTable,
  contentType: 'application/octet-stream',
  canWait: true,
  load: downloadOriginal,
})

export const tableEndpoints = [
  show,
  file('downloadTableCsv', 'csv'),
  file('downloadTableXlsx', 'xlsx'),
  file('downloadTableJson', 'json'),
  file('downloadTableNdjson', 'ndjson'),
  file('downloadTableParquet', 'parquet'),
  original,
]
