import { page } from '#kernel/http/endpoint.ts'
import { whileDatasetStands } from '../catalogue/kept-while.ts'
import { byTable } from '../ingest/tables/fields.ts'
import { mapQuery } from './fields.ts'
import { MapPage } from './pages/map-page.tsx'
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

export const endpoints = [show]
