import {
  checkbox,
  choice,
  type Fields,
  type Form,
  type FormValue,
  form,
  integer,
  noFields,
  optional,
  text,
} from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { beginBatch, readBatch, removeBatch, signBatch } from './count-batch.ts'
import {
  batchForm,
  byBatch,
  byNumber,
  byRun,
  counterForm,
  countersForm,
  exchangeForm,
  finishForm,
  removalForm,
  runForm,
  sheetsForm,
} from './fields.ts'
import { finishPaper } from './finish-paper.ts'
import { exchangeSpoiled, handPaper } from './hand-paper.ts'
import { BatchPage } from './pages/batch-page.tsx'
import { CounterPage } from './pages/counter-page.tsx'
import { CountersPage } from './pages/counters-page.tsx'
import { HandedPage } from './pages/handed-page.tsx'
import { PaperDeskPage } from './pages/paper-desk-page.tsx'
import { PaperPage } from './pages/paper-page.tsx'
import { PrintPage } from './pages/print-page.tsx'
import { RecheckPage } from './pages/recheck-page.tsx'
import { MOST_IN_PART, ways } from './paper.ts'
import { printRun } from './print-run.ts'
import { recheckPaper } from './recheck.ts'
import {
  BatchRef,
  CounterView,
  HandedRef,
  HandedView,
  PaperBatchView,
  PaperCountersView,
  PaperDeskView,
  PaperRef,
  PaperView,
  PrintView,
  RecheckView,
  RunRef,
} from './replies.ts'
import { sayCounters, showCounters } from './say-counters.ts'
import { showBatch, showCounter, showHanded, showPaper, showPaperDesk, showPrint, showRecheck } from './show-paper.ts'

const showOne = page({
  name: 'showPaperVotes',
  path: '/processes/:number/paper',
  params: byNumber,
  query: form({ after: optional(text({ max: 10 })), size: optional(integer({ min: 1, max: MOST_IN_PART })) }),
  reply: PaperView,
  load: showPaper,
  html: (reply, view) => PaperPage({ reply, view }),
})

const showDesk = page({
  name: 'showPaperForWork',
  path: '/work/processes/:number/paper',
  params: byNumber,
  audience: 'personal',
  reply: PaperDeskView,
  load: showPaperDesk,
  html: (reply, view, state) => PaperDeskPage({ reply, view, form: state }),
  unlisted: true,
})

const showTheCounters = page({
  name: 'showPaperCounters',
  path: '/work/processes/:number/paper/counters',
  params: byNumber,
  audience: 'personal',
  reply: PaperCountersView,
  load: showCounters,
  html: (reply, view, state) => CountersPage({ reply, view, form: state }),
  unlisted: true,
})

const postCounters = action({
  name: 'sayPaperCounters',
  path: '/work/processes/:number/paper/counters',
  params: byNumber,
  audience: 'personal',
  body: countersForm,
  reply: PaperRef,
  run: (ctx, { number }, body) => sayCounters(ctx, number, body),
  form: showTheCounters,
  done: ({ number }) => `/work/processes/${number}/paper`,
})

const showOneCounter = page({
  name: 'showCounter',
  path: '/work/processes/:number/counter',
  params: byNumber,
  audience: 'personal',
  reply: CounterView,
  load: showCounter,
  html: (reply, view, state) => CounterPage({ reply, view, form: state }),
  unlisted: true,
})

const postHanded = action({
  name: 'handPaperBallot',
  path: '/work/processes/:number/counter',
  params: byNumber,
  audience: 'personal',
  // Without a key: keys keep an unkeyed hash of what was sent, from which a personal number could be guessed. Sent twice, the second is told
  // that the person has a ballot.
  body: counterForm,
  // Nor is a personal number kept for whose session has ended.
  neverKept: true,
  reply: HandedRef,
  run: (ctx, { number }, body) => handPaper(ctx, number, body),
  form: showOneCounter,
  done: ({ number, way }) => `/work/processes/${number}/counter/handed?way=${way}`,
})

const showNext = page({
  name: 'showPaperHanded',
  path: '/work/processes/:number/counter/handed',
  params: byNumber,
  query: form({ way: optional(choice(ways)), exchanged: checkbox() }),
  audience: 'personal',
  reply: HandedView,
  load: showHanded,
  html: (reply, view, state) => HandedPage({ reply, view, form: state }),
  unlisted: true,
})

const postSpoiled = action({
  name: 'exchangePaperBallot',
  path: '/work/processes/:number/counter/exchange',
  params: byNumber,
  audience: 'personal',
  body: exchangeForm,
  repeat: 'key',
  reply: HandedRef,
  async run(ctx, { number }, { way }) {
    await exchangeSpoiled(ctx, number)
    return { number, way: way ?? 'counter' }
  },
  form: showNext,
  done: ({ number, way }) => `/work/processes/${number}/counter/handed?way=${way}&exchanged=yes`,
})

const postRun = action({
  name: 'printPaperBallots',
  path: '/work/processes/:number/paper/runs',
  params: byNumber,
  audience: 'personal',
  body: runForm,
  repeat: 'key',
  status: 201,
  reply: RunRef,
  run: (ctx, { number }, body) => printRun(ctx, number, body),
  form: showDesk,
  done: ({ number, run }) => `/work/processes/${number}/paper/runs/${run}`,
})

const showRun = page({
  name: 'showPaperBallotsToPrint',
  path: '/work/processes/:number/paper/runs/:run',
  params: byRun,
  query: form({ size: optional(choice(['large'])), from: optional(integer({ min: 1, max: 2 ** 31 - 1 })) }),
  audience: 'personal',
  reply: PrintView,
  load: showPrint,
  html: (reply, view) => PrintPage({ reply, view }),
  unlisted: true,
})

const postBatch = action({
  name: 'beginPaperBallotBatch',
  path: '/work/processes/:number/paper/batches',
  params: byNumber,
  audience: 'personal',
  body: batchForm,
  repeat: 'key',
  status: 201,
  reply: BatchRef,
  run: (ctx, { number }, body) => beginBatch(ctx, number, body),
  form: showDesk,
  done: ({ number, batch }) => `/work/processes/${number}/paper/batches/${batch}`,
})

const showOneBatch = page({
  name: 'showPaperBallotBatch',
  path: '/work/processes/:number/paper/batches/:batch',
  params: byBatch,
  audience: 'personal',
  reply: PaperBatchView,
  load: showBatch,
  html: (reply, view, state) => BatchPage({ reply, view, form: state }),
  unlisted: true,
})

function actOnBatch<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  done: (ref: { number: number; batch: string }) => string,
  run: (ctx: WriteContext, ref: { number: number; batch: string }, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `/work/processes/:number/paper/batches/:batch/${path}`,
    params: byBatch,
    audience: 'personal',
    body,
    reply: BatchRef,
    async run(ctx, { number, batch }, value) {
      await run(ctx, { number, batch }, value)
      return { number, batch }
    },
    form: showOneBatch,
    done,
  })
}
const toBatch = ({ number, batch }: { number: number; batch: string }) =>
  `/work/processes/${number}/paper/batches/${batch}`
const toDesk = ({ number }: { number: number }) => `/work/processes/${number}/paper`

const postFinish = action({
  name: 'finishPaperBallots',
  path: '/work/processes/:number/paper/finishing',
  params: byNumber,
  audience: 'personal',
  body: finishForm,
  reply: PaperRef,
  async run(ctx, { number }, body) {
    await finishPaper(ctx, number, body)
    return { number }
  },
  form: showDesk,
  done: toDesk,
})

const showSample = page({
  name: 'showPaperRecheck',
  path: '/work/processes/:number/paper/recheck',
  params: byNumber,
  audience: 'personal',
  reply: RecheckView,
  load: showRecheck,
  html: (reply, view, state) => RecheckPage({ reply, view, form: state }),
  unlisted: true,
})

const postSample = action({
  name: 'recheckPaperBallots',
  path: '/work/processes/:number/paper/recheck',
  params: byNumber,
  audience: 'personal',
  body: sheetsForm,
  reply: PaperRef,
  async run(ctx, { number }, body) {
    await recheckPaper(ctx, number, body)
    return { number }
  },
  form: showSample,
  done: toDesk,
})

export const endpoints = [
  showOne,
  showDesk,
  showTheCounters,
  postCounters,
  showOneCounter,
  postHanded,
  showNext,
  postSpoiled,
  postRun,
  showRun,
  postBatch,
  showOneBatch,
  actOnBatch('readPaperBallotBatch', 'reading', sheetsForm, toBatch, readBatch),
  actOnBatch('signPaperBallotBatch', 'signature', noFields, toBatch, (ctx, ref) => signBatch(ctx, ref)),
  actOnBatch('removePaperBallotBatch', 'removal', removalForm, toDesk, removeBatch),
  postFinish,
  showSample,
  postSample,
]
