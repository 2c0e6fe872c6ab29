import { noFields } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { OwnDataPage } from './pages/own-data-page.tsx'
import { OwnDataAsked, OwnDataDesk } from './replies.ts'
import { askForOwnData, showOwnData } from './show-own-data.ts'

const PATH = '/work/own-data'

const show = page({
  name: 'showOwnData',
  path: PATH,
  audience: 'personal',
  reply: OwnDataDesk,
  load: showOwnData,
  html: (reply, view) => OwnDataPage({ reply, view }),
  unlisted: true,
})

const ask = action({
  name: 'makeOwnData',
  path: `${PATH}/making`,
  audience: 'personal',
  body: noFields,
  reply: OwnDataAsked,
  status: 202,
  async run(ctx) {
    await askForOwnData(ctx)
    return {}
  },
  form: show,
  done: () => PATH,
})

export const endpoints = [show, ask]
