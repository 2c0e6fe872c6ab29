import { type Fields, type Form, type FormValue, noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { beginProcess } from './begin-process.ts'
import { changeProcess, wordsOf } from './change-process.ts'
import { cancelProcess } from './end-process.ts'
import { byNumber, byPhase, datesForm, factsForm, listQuery, newForm, reasonForm } from './fields.ts'
import { whileProcessCounted, whileProcessesListed } from './kept-while.ts'
import { moveDates } from './move-dates.ts'
import { DatesPage } from './pages/dates-page.tsx'
import { FactsPage } from './pages/facts-page.tsx'
import { NewProcessPage } from './pages/new-process-page.tsx'
import { ProcessDeskPage } from './pages/process-desk-page.tsx'
import { ProcessPage } from './pages/process-page.tsx'
import { ProcessesDeskPage } from './pages/processes-desk-page.tsx'
import { ProcessesPage } from './pages/processes-page.tsx'
import { PROCESS_VIEWED, processPath } from './process.ts'
import { publishProcess } from './publish-process.ts'
import { rehearsalEndpoints } from './rehearsal/endpoints.ts'
import {
  NewProcessView,
  PhaseDeskView,
  ProcessDeskList,
  ProcessDeskView,
  ProcessFactsView,
  ProcessList,
  ProcessRef,
  ProcessView,
} from './replies.ts'
import { listOwnProcesses, showFacts, showNewProcess, showPhase, showProcessDesk } from './show-desk.ts'
import { listProcesses, showProcess } from './show-processes.ts'

const showList = page({
  name: 'listProcesses',
  path: '/processes',
  query: listQuery,
  reply: ProcessList,
  load: (ctx, _params, query) => listProcesses(ctx, query),
  html: (reply, view) => ProcessesPage({ reply, view }),
  keptWhile: ({ items }) => whileProcessesListed(items),
})

const showOne = page({
  name: 'showProcess',
  path: '/processes/:number',
  params: byNumber,
  reply: ProcessView,
  load: showProcess,
  html: (reply, view) => ProcessPage({ reply, view }),
  keptWhile: ({ number }) => whileProcessCounted(number),
  viewed: ({ number, rehearsal }) => (rehearsal ? null : { what: PROCESS_VIEWED, number }),
  canonical: processPath,
})

const showDeskList = page({
  name: 'listProcessesForWork',
  path: '/work/processes',
  audience: 'personal',
  reply: ProcessDeskList,
  load: listOwnProcesses,
  html: (reply, view) => ProcessesDeskPage({ reply, view }),
  unlisted: true,
})

const showNew = page({
  name: 'showNewProcess',
  path: '/work/processes/new',
  audience: 'personal',
  reply: NewProcessView,
  load: showNewProcess,
  html: (reply, view, form) => NewProcessPage({ reply, view, form }),
  unlisted: true,
})

const postNew = action({
  name: 'beginProcess',
  path: '/work/processes',
  audience: 'personal',
  body: newForm,
  repeat: 'key',
  status: 201,
  reply: ProcessRef,
  run: (ctx, _params, body) =>
    beginProcess(ctx, {
      ...wordsOf(body),
      blueprint: body.blueprint,
      organisationId: body.organisation,
      placeKey: body.place,
      firstDay: body.firstDay,
    }),
  form: showNew,
  done: ({ number }) => `/work/processes/${number}`,
})

const showDesk = page({
  name: 'showProcessForWork',
  path: '/work/processes/:number',
  params: byNumber,
  audience: 'personal',
  reply: ProcessDeskView,
  load: showProcessDesk,
  html: (reply, view, form) => ProcessDeskPage({ reply, view, form }),
  unlisted: true,
})

const showOnePhase = page({
  name: 'showPhaseForWork',
  path: '/work/processes/:number/phases/:phase',
  params: byPhase,
  audience: 'personal',
  reply: PhaseDeskView,
  load: showPhase,
  html: (reply, view, form) => DatesPage({ reply, view, form }),
  unlisted: true,
})

const postDates = action({
  name: 'moveDates',
  path: '/work/processes/:number/phases/:phase',
  params: byPhase,
  audience: 'personal',
  body: datesForm,
  reply: ProcessRef,
  async run(ctx, { number, phase }, body) {
    await moveDates(ctx, number, phase, body)
    return { number }
  },
  form: showOnePhase,
  done: ({ number }) => `/work/processes/${number}`,
})

const showFactsForm = page({
  name: 'showProcessFacts',
  path: '/work/processes/:number/facts',
  params: byNumber,
  audience: 'personal',
  reply: ProcessFactsView,
  load: showFacts,
  html: (reply, view, form) => FactsPage({ reply, view, form }),
  unlisted: true,
})

function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  form: typeof showDesk | typeof showFactsForm,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<unknown>,
) {
  return action({
    name,
    path: `/work/processes/:number/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: ProcessRef,
    async run(ctx, { number }, value) {
      await run(ctx, number, value)
      return { number }
    },
    form,
    done: ({ number }) => `/work/processes/${number}`,
  })
}

export const endpoints = [
  ...rehearsalEndpoints,
  showList,
  showOne,
  showDeskList,
  showNew,
  postNew,
  showDesk,
  showOnePhase,
  postDates,
  showFactsForm,
  act('changeProcess', 'facts', factsForm, showFactsForm, changeProcess),
  act('publishProcess', 'publication', noFields, showDesk, (ctx, number) => publishProcess(ctx, number)),
  act('cancelProcess', 'cancellation', reasonForm, showDesk, (ctx, number, { reason }) =>
    cancelProcess(ctx, number, reason),
  ),
]
