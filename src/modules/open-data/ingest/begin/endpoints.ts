import { permit } from '#commons/access/permit.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byName } from '../../catalogue/fields.ts'
import { describeData } from '../../catalogue/permissions.ts'
import { beginForm, fileForm } from '../fields.ts'
import { versionAddress } from '../permissions.ts'
import { BeginView, VersionAddress } from '../replies.ts'
import { beginWithFile, mayAddFile, sendNewFile } from './begin-with-file.ts'
import { BeginPage } from './pages/begin-page.tsx'
import { showAdding, showBegin } from './show-begin.ts'

const showForm = page({
  name: 'showDatasetFromFile',
  path: '/work/data/new/file',
  audience: 'personal',
  reply: BeginView,
  load: showBegin,
  html: (reply, view, form) => BeginPage({ reply, view, form }),
  unlisted: true,
})

const begin = action({
  name: 'beginDatasetWithFile',
  path: '/work/data/new/file',
  audience: 'personal',
  multipart: true,
  body: beginForm,
  repeat: 'key',
  admit: async (ctx) => void permit(ctx, describeData),
  reply: VersionAddress,
  status: 202,
  run: (ctx, _params, body) => beginWithFile(ctx, body),
  form: showForm,
  done: versionAddress,
})

const showNewFile = page({
  name: 'showFileToAdd',
  path: '/work/data/:dataset/new-file',
  params: byName,
  audience: 'personal',
  reply: BeginView,
  load: showAdding,
  html: (reply, view, form) => BeginPage({ reply, view, form }),
  unlisted: true,
})

const add = action({
  name: 'addFileToDataset',
  path: '/work/data/:dataset/new-file',
  params: byName,
  audience: 'personal',
  multipart: true,
  body: fileForm,
  repeat: 'key',
  admit: async (ctx, ref) => void (await mayAddFile(ctx, ref)),
  reply: VersionAddress,
  status: 202,
  run: sendNewFile,
  form: showNewFile,
  done: versionAddress,
})

export const beginEndpoints = [showForm, begin, showNewFile, add]
