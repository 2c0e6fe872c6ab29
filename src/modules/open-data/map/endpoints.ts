import { page, resource } from '#kernel/http/endpoint.ts'
import { whileDatasetStands } from '../catalogue/kept-while.ts'
import { byTable } from '../ingest/tables/fields.ts'
import { mapQuery } from './fields.ts'
import { MapEmbedPage } from './pages/map-embed-page.tsx'
import { MapPage } from './pages/map-page.tsx'
import { drawMapFile } from './picture/draw-map-file.ts'
import { MapView } from './replies.ts'
import { showMap } from './show-map.ts'

const show = page({
  name: 'showTableMap',
  path: '/data/tables/:table/map',
  params: byTable,
  query: mapQuery,
  reply: MapView,
  load: showMap,
  html: (reply, view) => MapPage({ reply, view }),
  keptWhile: ({ dataset }) => whileDatasetStands(dataset.name),
})

const embed = page({
  name: 'showTableMapEmbed',
  path: '/data/tables/:table/map/embed',
  params: byTable,
  query: mapQuery,
  reply: MapView,
  load: showMap,
  html: (reply, view) => MapEmbedPage({ reply, view }),
  keptWhile: ({ dataset }) => whileDatasetStands(dataset.name),
  embeddable: true,
  unlisted: true,
})

const picture = (name: string, format: 'svg' | 'png', contentType: string) =>
  resource({
    name,
    path: `/data/tables/:table/map.${format}`,
    params: byTable,
    query: mapQuery,
    localised: true,
    contentType,
    canWait: true,
    load: (ctx, params, query, view) => drawMapFile(ctx, params, query, view, format),
  })

export const endpoints = [
  show,
  embed,
  picture('tableMapSvg', 'svg', 'image/svg+xml; charset=utf-8'),
  picture('tableMapPng', 'png', 'image/png'),
]
