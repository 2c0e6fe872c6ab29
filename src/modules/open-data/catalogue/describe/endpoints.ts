import {
  choice,
  type Fields,
  type Form,
  type FormValue,
  form,
  noFields,
  optional,
  token,
} from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byName } from '../fields.ts'
import { addFile, changeFile, type FileRef, moveFile, removeFile } from './change-files.ts'
import { createDataset } from './create-dataset.ts'
import { type DatasetRef, describeDataset } from './describe-dataset.ts'
import {
  byFile,
  descriptionForm,
  fileForm,
  newForm,
  placeForm,
  publicationForm,
  reasonForm,
  republicationForm,
} from './fields.ts'
import { DescriptionPage, NewDatasetPage } from './pages/description-pages.tsx'
import { DeskListPage, WaitingListPage } from './pages/desk-list-page.tsx'
import { DeskPage } from './pages/desk-page.tsx'
import { FilePage } from './pages/file-page.tsx'
import { publishDataset, publishWaiting } from './publish-dataset.ts'
import { DatasetAddress, DatasetDesk, DescriptionView, DeskList, FileDesk, NewDatasetView, states } from './replies.ts'
import {
  listForDesk,
  listWaiting,
  showDesk as loadDesk,
  showNew as loadNew,
  showDescription,
  showWaiting,
} from './show-desk.ts'
import { showFile as loadFile, showNewFile as loadNewFile } from './show-file.ts'
import { giveBackDataset, giveBackWaiting, submitDataset } from './submit-dataset.ts'
import { publishAgain, withdrawDataset } from './withdraw-dataset.ts'

const PATH = '/work/data/:dataset'
const done = ({ dataset }: DatasetRef) => `/work/data/${dataset}`

const showList = page({
  name: 'listDatasetsForWork',
  path: '/work/data',
  audience: 'personal',
  query: form({ state: optional(choice(states)), after: optional(token()) }),
  reply: DeskList,
  load: (ctx, _params, query) => listForDesk(ctx, query),
  html: (reply, view) => DeskListPage({ reply, view }),
  unlisted: true,
})

const showNew = page({
  name: 'showNewDataset',
  path: '/work/data/new',
  audience: 'personal',
  reply: NewDatasetView,
  load: loadNew,
  html: (reply, view, state) => NewDatasetPage({ reply, view, form: state }),
  unlisted: true,
})

const postNew = action({
  name: 'createDataset',
  path: '/work/data/new',
  audience: 'personal',
  body: newForm,
  repeat: 'key',
  status: 201,
  reply: DatasetAddress,
  run: async (ctx, _params, body) => ({ dataset: (await createDataset(ctx, body)).name }),
  form: showNew,
  done,
})

const showDesk = page({
  name: 'showDatasetForWork',
  path: PATH,
  params: byName,
  audience: 'personal',
  reply: DatasetDesk,
  load: loadDesk,
  html: (reply, view, state) => DeskPage({ reply, view, form: state }),
  unlisted: true,
})

const showItsDescription = page({
  name: 'showDatasetDescription',
  path: `${PATH}/description`,
  params: byName,
  audience: 'personal',
  reply: DescriptionView,
  load: showDescription,
  html: (reply, view, state) => DescriptionPage({ reply, view, form: state }),
  unlisted: true,
})

const postDescription = action({
  name: 'describeDataset',
  path: `${PATH}/description`,
  params: byName,
  audience: 'personal',
  body: descriptionForm,
  bodyLimit: 256 * 1024,
  reply: DatasetAddress,
  async run(ctx, ref, body) {
    await describeDataset(ctx, ref, body)
    return ref
  },
  form: showItsDescription,
  done,
})

/** An act whose form stands on the desk; it leads back there. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, ref: DatasetRef, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `${PATH}/${path}`,
    params: byName,
    audience: 'personal',
    body,
    reply: DatasetAddress,
    async run(ctx, ref, value) {
      await run(ctx, ref, value)
      return ref
    },
    form: showDesk,
    done,
  })
}

const showNewFile = page({
  name: 'showNewDistribution',
  path: `${PATH}/distributions`,
  params: byName,
  audience: 'personal',
  reply: FileDesk,
  load: loadNewFile,
  html: (reply, view, state) => FilePage({ reply, view, form: state }),
  unlisted: true,
})

const postNewFile = action({
  name: 'addDistribution',
  path: `${PATH}/distributions`,
  params: byName,
  audience: 'personal',
  body: fileForm,
  repeat: 'key',
  status: 201,
  reply: DatasetAddress,
  async run(ctx, ref, body) {
    await addFile(ctx, ref, body)
    return ref
  },
  form: showNewFile,
  done,
})

const showFile = page({
  name: 'showDistribution',
  path: `${PATH}/distributions/:distribution`,
  params: byFile,
  audience: 'personal',
  reply: FileDesk,
  load: loadFile,
  html: (reply, view, state) => FilePage({ reply, view, form: state }),
  unlisted: true,
})

/** An act on one of its files; it leads back to the desk. */
function actOnFile<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, ref: FileRef, body: FormValue<B>) => Promise<void>,
  back: typeof showFile | typeof showDesk = showFile,
) {
  return action({
    name,
    path: `${PATH}/distributions/:distribution${path}`,
    params: byFile,
    audience: 'personal',
    body,
    reply: DatasetAddress,
    async run(ctx, ref, value) {
      await run(ctx, ref, value)
      return { dataset: ref.dataset }
    },
    form: back,
    done,
  })
}

const showAllWaiting = page({
  name: 'listDatasetsToPublish',
  path: '/work/data-to-publish',
  audience: 'personal',
  query: form({ after: optional(token()) }),
  reply: DeskList,
  load: (ctx, _params, query) => listWaiting(ctx, query),
  html: (reply, view) => WaitingListPage({ reply, view }),
  unlisted: true,
})

const showOneWaiting = page({
  name: 'showDatasetToPublish',
  path: '/work/data-to-publish/:dataset',
  params: byName,
  audience: 'personal',
  reply: DatasetDesk,
  load: showWaiting,
  html: (reply, view, state) => DeskPage({ reply, view, form: state }),
  unlisted: true,
})

/** An administrator's act on what waits; it leads back to the list. */
function actOnWaiting<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, ref: DatasetRef, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `/work/data-to-publish/:dataset/${path}`,
    params: byName,
    audience: 'personal',
    body,
    reply: DatasetAddress,
    async run(ctx, ref, value) {
      await run(ctx, ref, value)
      return ref
    },
    form: showOneWaiting,
    done: () => '/work/data-to-publish',
  })
}

export const endpoints = [
  showList,
  showNew,
  postNew,
  showDesk,
  showItsDescription,
  postDescription,
  act('submitDataset', 'submission', noFields, submitDataset),
  act('giveBackDataset', 'return', reasonForm, giveBackDataset),
  act('publishDataset', 'publication', publicationForm, publishDataset),
  act('withdrawDataset', 'withdrawal', reasonForm, withdrawDataset),
  act('publishDatasetAgain', 'republication', republicationForm, publishAgain),
  showNewFile,
  postNewFile,
  showFile,
  actOnFile('changeDistribution', '', fileForm, changeFile),
  actOnFile('removeDistribution', '/removal', noFields, removeFile),
  actOnFile('moveDistribution', '/place', placeForm, moveFile, showDesk),
  showAllWaiting,
  showOneWaiting,
  actOnWaiting('publishWaitingDataset', 'publication', publicationForm, publishWaiting),
  actOnWaiting('giveBackWaitingDataset', 'return', reasonForm, giveBackWaiting),
]
