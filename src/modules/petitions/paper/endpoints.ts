import Type from 'typebox'
import { permit } from '#commons/access/permit.ts'
import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { endBatch, rejectBatch } from './close-batch.ts'
import { countBatch } from './count-batch.ts'
import { byBatch, byScan, countForm, reasonForm, recordingForm, SCANS_BODY } from './fields.ts'
import { BatchPage } from './pages/batch-page.tsx'
import { PaperListPage } from './pages/paper-list-page.tsx'
import { RecordingPage } from './pages/recording-page.tsx'
import { recordPaper } from './permissions.ts'
import { recordBatch } from './record-batch.ts'
import { PaperBatchView, PaperList } from './replies.ts'
import { openScan } from './scans.ts'
import { listBatches, showBatch } from './show-batches.ts'

const BatchRef = Type.Object({ id: Type.String() })

const showList = page({
  name: 'listPaperBatches',
  path: '/work/paper',
  audience: 'personal',
  reply: PaperList,
  load: listBatches,
  html: (reply, view) => PaperListPage({ reply, view }),
  unlisted: true,
})

const showRecording = page({
  name: 'showPaperRecording',
  path: '/work/paper/recording',
  audience: 'personal',
  reply: Type.Object({}),
  async load(ctx) {
    permit(ctx, recordPaper)
    return {}
  },
  html: (_reply, view, state) => RecordingPage({ view, form: state }),
  unlisted: true,
})

const postBatch = action({
  name: 'recordPaperBatch',
  path: '/work/paper/batches',
  audience: 'personal',
  body: recordingForm,
  repeat: 'key',
  multipart: true,
  bodyLimit: SCANS_BODY,
  status: 201,
  reply: BatchRef,
  run: (ctx, _params, body) => recordBatch(ctx, body),
  form: showRecording,
  done: ({ id }) => `/work/paper/batches/${id}`,
})

const showOne = page({
  name: 'showPaperBatch',
  path: '/work/paper/batches/:batch',
  params: byBatch,
  audience: 'personal',
  reply: PaperBatchView,
  load: (ctx, { batch }) => showBatch(ctx, batch),
  html: (reply, view, state) => BatchPage({ reply, view, form: state }),
  unlisted: true,
})

/** An officer's act on a batch, once a key. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, id: string, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `/work/paper/batches/:batch/${path}`,
    params: byBatch,
    audience: 'personal',
    body,
    repeat: 'key',
    reply: BatchRef,
    async run(ctx, { batch }, value) {
      await run(ctx, batch, value)
      return { id: batch }
    },
    form: showOne,
    done: ({ id }) => `/work/paper/batches/${id}`,
  })
}

const sendScan = resource({
  name: 'sendPaperScan',
  path: '/work/paper/batches/:batch/scans/:scan',
  params: byScan,
  audience: 'personal',
  contentType: 'application/octet-stream',
  load: openScan,
})

export const endpoints = [
  showList,
  showRecording,
  postBatch,
  showOne,
  act('countPaperBatch', 'count', countForm, countBatch),
  act('rejectPaperBatch', 'rejection', reasonForm, (ctx, id, { reason }) => rejectBatch(ctx, id, reason)),
  act('endPaperBatch', 'end', reasonForm, (ctx, id, { reason }) => endBatch(ctx, id, reason)),
  sendScan,
]
