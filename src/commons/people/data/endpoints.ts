import { Readable } from 'node:stream'
import Type from 'typebox'
import { checkbox, form } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { eraseMyData } from './erase-my-data.ts'
import { exportMyData, findMyData } from './find-my-data.ts'
import { ErasedPage, ErasurePage, MyDataPage } from './pages.tsx'
import { MyDataView } from './replies.ts'

const showMyData = page({
  name: 'showMyData',
  path: '/account/data',
  audience: 'personal',
  reply: MyDataView,
  load: findMyData,
  html: (reply, view) => MyDataPage({ reply, view }),
  unlisted: true,
})

const downloadMyData = resource({
  name: 'exportMyData',
  path: '/account/data/export',
  audience: 'personal',
  localised: true,
  contentType: 'application/json; charset=utf-8',
  canWait: true,
  load: async (ctx) => ({
    body: Readable.from(exportMyData(ctx)),
    fileName: `punte-${ctx.now.toISOString().slice(0, 10)}.json`,
  }),
})

const showErasure = page({
  name: 'showErasure',
  path: '/account/data/erasure',
  audience: 'personal',
  reply: MyDataView,
  load: findMyData,
  html: (reply, view, form) => ErasurePage({ reply, view, form }),
  unlisted: true,
})

const postErasure = action({
  name: 'eraseMyData',
  path: '/account/data/erasure',
  audience: 'personal',
  body: form({ sure: checkbox('people.erasure.not-sure') }),
  reply: Type.Object({}),
  async run(ctx) {
    await eraseMyData(ctx)
    return {}
  },
  form: showErasure,
  done: () => '/erased',
})

const showErased = page({
  name: 'showErased',
  path: '/erased',
  reply: Type.Object({}),
  load: async () => ({}),
  html: (_reply, view) => ErasedPage({ view }),
  unlisted: true,
})

export const dataEndpoints = [showMyData, downloadMyData, showErasure, postErasure, showErased]
