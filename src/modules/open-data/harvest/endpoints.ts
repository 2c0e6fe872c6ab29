import { noFields } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byJob, bySource, jobsQuery, linesQuery, listQuery, readingForm, settingsForm, sourceForm } from './fields.ts'
import {
  addHarvestSource,
  cancelHarvest,
  changeHarvestSource,
  endHarvestSource,
  readHarvestSource,
} from './manage-source.ts'
import { JobPage } from './pages/job-page.tsx'
import { NewSourcePage } from './pages/new-source-page.tsx'
import { SourcePage } from './pages/source-page.tsx'
import { SourcesPage } from './pages/sources-page.tsx'
import { JobAddress, JobPageView, NewSourceView, SourceAddress, SourceList, SourceView } from './replies.ts'
import { listSources, showJob, showNew, showSource } from './show-sources.ts'

const LIST = '/work/data-sources'
const ONE = `${LIST}/:source`
const sourcePath = ({ source }: { source: string }) => `${LIST}/${source}`
const jobPath = ({ source, run }: { source: string; run: number }) => `${LIST}/${source}/jobs/${run}`

const list = page({
  name: 'listHarvestSources',
  path: LIST,
  audience: 'personal',
  query: listQuery,
  reply: SourceList,
  load: (ctx, _params, query) => listSources(ctx, query),
  html: (reply, view) => SourcesPage({ reply, view }),
  unlisted: true,
})

const showNewSource = page({
  name: 'showNewHarvestSource',
  path: `${LIST}/new`,
  audience: 'personal',
  reply: NewSourceView,
  load: showNew,
  html: (reply, view, form) => NewSourcePage({ reply, view, form }),
  unlisted: true,
})

const add = action({
  name: 'addHarvestSource',
  path: `${LIST}/new`,
  audience: 'personal',
  body: sourceForm,
  status: 201,
  reply: SourceAddress,
  run: (ctx, _params, body) => addHarvestSource(ctx, body),
  form: showNewSource,
  done: sourcePath,
})

const show = page({
  name: 'showHarvestSource',
  path: ONE,
  params: bySource,
  audience: 'personal',
  query: jobsQuery,
  reply: SourceView,
  load: showSource,
  html: (reply, view, form) => SourcePage({ reply, view, form }),
  unlisted: true,
})

const change = action({
  name: 'changeHarvestSource',
  path: `${ONE}/settings`,
  params: bySource,
  audience: 'personal',
  body: settingsForm,
  reply: SourceAddress,
  async run(ctx, ref, body) {
    await changeHarvestSource(ctx, ref.source, body)
    return ref
  },
  form: show,
  done: sourcePath,
})

const read = action({
  name: 'readHarvestSource',
  path: `${ONE}/jobs`,
  params: bySource,
  audience: 'personal',
  body: readingForm,
  status: 202,
  reply: JobAddress,
  run: async (ctx, { source }, body) => ({ source, ...(await readHarvestSource(ctx, source, body)) }),
  form: show,
  done: jobPath,
})

const end = action({
  name: 'endHarvestSource',
  path: `${ONE}/end`,
  params: bySource,
  audience: 'personal',
  body: noFields,
  reply: SourceAddress,
  async run(ctx, ref) {
    await endHarvestSource(ctx, ref.source)
    return ref
  },
  form: show,
  done: () => LIST,
})

const showOneJob = page({
  name: 'showHarvest',
  path: `${ONE}/jobs/:run`,
  params: byJob,
  audience: 'personal',
  query: linesQuery,
  reply: JobPageView,
  load: showJob,
  html: (reply, view, form) => JobPage({ reply, view, form }),
  unlisted: true,
})

const cancel = action({
  name: 'cancelHarvest',
  path: `${ONE}/jobs/:run/cancellation`,
  params: byJob,
  audience: 'personal',
  body: noFields,
  reply: JobAddress,
  async run(ctx, ref) {
    await cancelHarvest(ctx, ref)
    return ref
  },
  form: showOneJob,
  done: jobPath,
})

export const endpoints = [list, showNewSource, add, show, change, read, end, showOneJob, cancel]
