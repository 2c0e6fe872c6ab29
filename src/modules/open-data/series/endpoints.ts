import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { whileDatasetsStand } from '../catalogue/kept-while.ts'
import { byMember, bySeries, listQuery, memberForm, newForm, seriesForm } from './fields.ts'
import { changeSeries, createSeries, removeSeries, type SeriesRef } from './keep-series.ts'
import { type MemberRef, moveInSeries, putIntoSeries, takeOutOfSeries } from './order-series.ts'
import { SeriesDeskListPage } from './pages/desk-list-page.tsx'
import { NewSeriesPage, SeriesDeskPage } from './pages/desk-pages.tsx'
import { SeriesListPage } from './pages/series-list-page.tsx'
import { SeriesPage } from './pages/series-page.tsx'
import { NewSeriesView, SeriesAddress, SeriesDesk, SeriesList, SeriesView } from './replies.ts'
import { listForWork, listSeries, showNewSeries, showSeries, showSeriesDesk } from './show-series.ts'

const DESK = '/work/data-series'
const ONE = `${DESK}/:series`

const list = page({
  name: 'listDatasetSeries',
  path: '/data/series',
  query: listQuery,
  reply: SeriesList,
  load: (ctx, _params, query) => listSeries(ctx, query),
  html: (reply, view) => SeriesListPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

const showOne = page({
  name: 'showDatasetSeries',
  path: '/data/series/:series',
  params: bySeries,
  reply: SeriesView,
  load: showSeries,
  html: (reply, view) => SeriesPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

const deskList = page({
  name: 'listDatasetSeriesForWork',
  path: DESK,
  audience: 'personal',
  query: listQuery,
  reply: SeriesList,
  load: (ctx, _params, query) => listForWork(ctx, query),
  html: (reply, view) => SeriesDeskListPage({ reply, view }),
  unlisted: true,
})

const showNew = page({
  name: 'showNewDatasetSeries',
  path: `${DESK}/new`,
  audience: 'personal',
  reply: NewSeriesView,
  load: showNewSeries,
  html: (reply, view, form) => NewSeriesPage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'createDatasetSeries',
  path: `${DESK}/new`,
  audience: 'personal',
  body: newForm,
  repeat: 'key',
  status: 201,
  reply: SeriesAddress,
  run: (ctx, _params, body) => createSeries(ctx, body),
  form: showNew,
  done: ({ series }) => `${DESK}/${series}`,
})

const showDesk = page({
  name: 'showDatasetSeriesForWork',
  path: ONE,
  params: bySeries,
  audience: 'personal',
  reply: SeriesDesk,
  load: showSeriesDesk,
  html: (reply, view, form) => SeriesDeskPage({ reply, view, form }),
  unlisted: true,
})

/** An act on a series; it leads back to its desk. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, ref: SeriesRef, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `${ONE}${path}`,
    params: bySeries,
    audience: 'personal',
    body,
    reply: SeriesAddress,
    async run(ctx, ref, value) {
      await run(ctx, ref, value)
      return { series: ref.series }
    },
    form: showDesk,
    done: ({ series }) => `${DESK}/${series}`,
  })
}

/** An act on a dataset in a series. */
function actOnMember(name: string, path: string, run: (ctx: WriteContext, ref: MemberRef) => Promise<void>) {
  return action({
    name,
    path: `${ONE}/datasets/:dataset/${path}`,
    params: byMember,
    audience: 'personal',
    body: noFields,
    reply: SeriesAddress,
    async run(ctx, ref) {
      await run(ctx, ref)
      return { series: ref.series }
    },
    form: showDesk,
    done: ({ series }) => `${DESK}/${series}`,
  })
}

const remove = action({
  name: 'removeDatasetSeries',
  path: `${ONE}/removal`,
  params: bySeries,
  audience: 'personal',
  body: noFields,
  reply: SeriesAddress,
  async run(ctx, ref) {
    await removeSeries(ctx, ref)
    return ref
  },
  form: showDesk,
  done: () => DESK,
})

export const endpoints = [
  list,
  showOne,
  deskList,
  showNew,
  postNew,
  showDesk,
  act('changeDatasetSeries', '', seriesForm, changeSeries),
  act('putIntoDatasetSeries', '/datasets', memberForm, putIntoSeries),
  actOnMember('moveInDatasetSeries', 'place', moveInSeries),
  actOnMember('takeOutOfDatasetSeries', 'removal', takeOutOfSeries),
  remove,
]
