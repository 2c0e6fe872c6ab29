import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { chooseSource } from './choose-source.ts'
import { askCorrection, decideCorrection } from './corrections.ts'
import {
  askForm,
  byCorrection,
  byImport,
  byNumber,
  codesForm,
  decideForm,
  documentForm,
  importForm,
  LIST_BODY,
  sourceForm,
} from './fields.ts'
import { fixRoll } from './fix-roll.ts'
import { confirmList, importList } from './import-list.ts'
import { makeCodes } from './make-codes.ts'
import { CodesMadePage } from './pages/codes-page.tsx'
import { CorrectionPage } from './pages/correction-page.tsx'
import { DocumentPage } from './pages/document-page.tsx'
import { ImportPage } from './pages/import-page.tsx'
import { MyRollPage } from './pages/my-roll-page.tsx'
import { NewCodesPage } from './pages/new-codes-page.tsx'
import { NewListPage } from './pages/new-list-page.tsx'
import { RollDeskPage } from './pages/roll-desk-page.tsx'
import { RollPage } from './pages/roll-page.tsx'
import { putOnRoll } from './put-on-roll.ts'
import {
  CodesMade,
  CorrectionView,
  DocumentView,
  ImportView,
  ListRef,
  MyRollView,
  NewCodesView,
  NewListView,
  RollDeskView,
  RollRef,
  RollView,
} from './replies.ts'
import {
  showCorrection,
  showDocumentForm,
  showImport,
  showMyRoll,
  showNewCodes,
  showNewList,
  showRoll,
  showRollDesk,
} from './show-roll.ts'

const showOne = page({
  name: 'showRoll',
  path: '/processes/:number/roll',
  params: byNumber,
  reply: RollView,
  load: showRoll,
  html: (reply, view) => RollPage({ reply, view }),
})

const showMine = page({
  name: 'showMyRoll',
  path: '/processes/:number/my-roll',
  params: byNumber,
  audience: 'personal',
  reply: MyRollView,
  load: showMyRoll,
  html: (reply, view, form) => MyRollPage({ reply, view, form }),
  unlisted: true,
})

const postCorrection = action({
  name: 'askRollCorrection',
  path: '/processes/:number/my-roll',
  params: byNumber,
  audience: 'personal',
  body: askForm,
  reply: RollRef,
  async run(ctx, { number }, body) {
    await askCorrection(ctx, number, body)
    return { number }
  },
  form: showMine,
  done: ({ number }) => `/processes/${number}/my-roll`,
})

const showDesk = page({
  name: 'showRollForWork',
  path: '/work/processes/:number/roll',
  params: byNumber,
  audience: 'personal',
  reply: RollDeskView,
  load: showRollDesk,
  html: (reply, view, form) => RollDeskPage({ reply, view, form }),
  unlisted: true,
})

const deskOf = ({ number }: { number: number }) => `/work/processes/${number}/roll`

function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `/work/processes/:number/roll${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: RollRef,
    async run(ctx, { number }, value) {
      await run(ctx, number, value)
      return { number }
    },
    form: showDesk,
    done: deskOf,
  })
}

const showNewListForm = page({
  name: 'showNewRollList',
  path: '/work/processes/:number/roll/new-list',
  params: byNumber,
  audience: 'personal',
  reply: NewListView,
  load: showNewList,
  html: (reply, view, form) => NewListPage({ reply, view, form }),
  unlisted: true,
})

const postList = action({
  name: 'importRollList',
  path: '/work/processes/:number/roll/lists',
  params: byNumber,
  audience: 'personal',
  body: importForm,
  // Without a key: keys keep an unkeyed hash of what was sent, and a list of one person could be guessed from that.
  multipart: true,
  bodyLimit: LIST_BODY,
  canWait: true,
  status: 201,
  reply: ListRef,
  run: (ctx, { number }, body) => importList(ctx, number, body),
  form: showNewListForm,
  done: ({ number, list }) => `/work/processes/${number}/roll/lists/${list}`,
})

const showList = page({
  name: 'showRollList',
  path: '/work/processes/:number/roll/lists/:list',
  params: byImport,
  audience: 'personal',
  reply: ImportView,
  load: showImport,
  html: (reply, view, form) => ImportPage({ reply, view, form }),
  unlisted: true,
})

const postConfirmation = action({
  name: 'confirmRollList',
  path: '/work/processes/:number/roll/lists/:list',
  params: byImport,
  audience: 'personal',
  body: noFields,
  reply: RollRef,
  async run(ctx, { number, list }) {
    await confirmList(ctx, number, list)
    return { number }
  },
  form: showList,
  done: deskOf,
})

const showNewCodesForm = page({
  name: 'showNewRollCodes',
  path: '/work/processes/:number/roll/new-codes',
  params: byNumber,
  audience: 'personal',
  reply: NewCodesView,
  load: showNewCodes,
  html: (reply, view, form) => NewCodesPage({ reply, view, form }),
  unlisted: true,
})

const postCodes = action({
  name: 'makeRollCodes',
  path: '/work/processes/:number/roll/codes',
  params: byNumber,
  audience: 'personal',
  body: codesForm,
  status: 201,
  reply: CodesMade,
  run: (ctx, { number }, body) => makeCodes(ctx, number, body),
  form: showNewCodesForm,
  done: deskOf,
  answer: (reply, view) => CodesMadePage({ reply, view }),
})

const showDocument = page({
  name: 'showRollDocumentForm',
  path: '/work/processes/:number/roll/documents',
  params: byNumber,
  audience: 'personal',
  reply: DocumentView,
  load: showDocumentForm,
  html: (reply, view, form) => DocumentPage({ reply, view, form }),
  unlisted: true,
})

const postDocument = action({
  name: 'putOnRoll',
  path: '/work/processes/:number/roll/documents',
  params: byNumber,
  audience: 'personal',
  body: documentForm,
  // A personal number is hashed while it is read and stored nowhere.
  neverKept: true,
  reply: RollRef,
  async run(ctx, { number }, body) {
    await putOnRoll(ctx, number, body)
    return { number }
  },
  form: showDocument,
  done: deskOf,
})

const showOneCorrection = page({
  name: 'showRollCorrection',
  path: '/work/processes/:number/roll/corrections/:correction',
  params: byCorrection,
  audience: 'personal',
  reply: CorrectionView,
  load: showCorrection,
  html: (reply, view, form) => CorrectionPage({ reply, view, form }),
  unlisted: true,
})

const postDecision = action({
  name: 'decideRollCorrection',
  path: '/work/processes/:number/roll/corrections/:correction',
  params: byCorrection,
  audience: 'personal',
  body: decideForm,
  reply: RollRef,
  async run(ctx, { number, correction }, body) {
    await decideCorrection(ctx, { number, correction }, body)
    return { number }
  },
  form: showOneCorrection,
  done: deskOf,
})

export const endpoints = [
  showOne,
  showMine,
  postCorrection,
  showDesk,
  act('chooseRollSource', '', sourceForm, chooseSource),
  act('fixRoll', '/fixing', noFields, (ctx, number) => fixRoll(ctx, number)),
  showNewListForm,
  postList,
  showList,
  postConfirmation,
  showDocument,
  postDocument,
  showNewCodesForm,
  postCodes,
  showOneCorrection,
  postDecision,
]
