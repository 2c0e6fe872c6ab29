import { page, resource } from '#kernel/http/endpoint.ts'
import { whileDatasetsStand } from '../kept-while.ts'
import { atomFeed } from './feed.ts'
import { filterQuery, listQuery } from './filters.ts'
import { CataloguePage } from './pages/catalogue-page.tsx'
import { DatasetList } from './replies.ts'
import { searchDatasets } from './search-datasets.ts'

/** Feeds may be this old; readers ask for them all the time. */
const KEPT_SECONDS = 60

const listDatasets = page({
  name: 'listDatasets',
  path: '/data',
  query: listQuery,
  reply: DatasetList,
  load: (ctx, _params, query) => searchDatasets(ctx, query),
  html: (reply, view) => CataloguePage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

const feed = resource({
  name: 'datasetsFeed',
  path: '/data/feed.atom',
  query: filterQuery,
  localised: true,
  contentType: 'application/atom+xml; charset=utf-8',
  load: async (ctx, _params, filters, view) => ({
    body: await atomFeed({ ...ctx, lang: view.lang }, filters, view),
    cacheSeconds: KEPT_SECONDS,
  }),
})

export const endpoints = [listDatasets, feed]
