import { form } from '#kernel/forms/fields.ts'
import { page, resource } from '#kernel/http/endpoint.ts'
import { whileAroundStands } from '../../around/kept-while.ts'
import { byName, institutionSlug } from '../fields.ts'
import { whileDatasetStands, whileDatasetsStand } from '../kept-while.ts'
import { schemaOrgOf } from './json-ld.ts'
import { DatasetPage } from './pages/dataset-page.tsx'
import { HistoryPage } from './pages/history-page.tsx'
import { InstitutionPage } from './pages/institution-page.tsx'
import { InstitutionsPage } from './pages/institutions-page.tsx'
import { DatasetHistory, DatasetView, InstitutionList, InstitutionView } from './replies.ts'
import { showDataset } from './show-dataset.ts'
import { showHistory } from './show-history.ts'
import { listInstitutions, showInstitution } from './show-institutions.ts'

const showInstitutions = page({
  name: 'listDataInstitutions',
  path: '/data/institutions',
  reply: InstitutionList,
  load: listInstitutions,
  html: (reply, view) => InstitutionsPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

const showOneInstitution = page({
  name: 'showDataInstitution',
  path: '/data/institutions/:slug',
  params: form({ slug: institutionSlug() }),
  reply: InstitutionView,
  load: showInstitution,
  html: (reply, view) => InstitutionPage({ reply, view }),
  keptWhile: () => whileDatasetsStand(),
})

const showOne = page({
  name: 'showDataset',
  path: '/data/:dataset',
  params: byName,
  reply: DatasetView,
  load: showDataset,
  html: (reply, view) => DatasetPage({ reply, view }),
  keptWhile: ({ name, around }) => whileAroundStands({ name, number: around.number }),
})

const showItsHistory = page({
  name: 'showDatasetHistory',
  path: '/data/:dataset/history',
  params: byName,
  reply: DatasetHistory,
  load: showHistory,
  html: (reply, view) => HistoryPage({ reply, view }),
  keptWhile: ({ name }) => whileDatasetStands(name),
  unlisted: true,
})

const schemaOrg = resource({
  name: 'datasetSchemaOrg',
  path: '/data/:dataset/schema.jsonld',
  params: byName,
  localised: true,
  contentType: 'application/ld+json; charset=utf-8',
  load: async (ctx, params, _query, view) => ({
    body: JSON.stringify(schemaOrgOf(await showDataset({ ...ctx, lang: view.lang }, params), view), null, 2),
    cacheSeconds: 60,
  }),
})

export const endpoints = [showInstitutions, showOneInstitution, showOne, showItsHistory, schemaOrg]
