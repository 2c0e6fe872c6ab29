import { permit } from '#commons/access/permit.ts'
import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import { form } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { answerCase } from './answer-case.ts'
import { casePdf } from './case-pdf.ts'
import { findCase } from './case-store.ts'
import { correctAnswer } from './correct-answer.ts'
import { extendTerm } from './extend-term.ts'
import {
  answerForm,
  byCase,
  correctionForm,
  defectsForm,
  extensionForm,
  FILES_BODY,
  followUpForm,
  redirectionForm,
  registrationForm,
  unexaminedForm,
  workQuery,
} from './fields.ts'
import { finishCase, postFollowUp, recordHearing } from './follow-up.ts'
import { listCases } from './list-cases.ts'
import { askToMend } from './mend-case.ts'
import { CasePage } from './pages/case-page.tsx'
import { RecordListPage, RecordPage } from './pages/record-pages.tsx'
import { WorkListPage } from './pages/work-list-page.tsx'
import { answerPetitions, officerOf } from './permissions.ts'
import { listToRecord, recordAnswer, showToRecord } from './record-answer.ts'
import { recordCaseReading } from './record-reading.ts'
import { redirectCase } from './redirect-case.ts'
import { registerCase } from './register-case.ts'
import { CaseDone, CaseView, RecordList, RecordView, WorkList } from './replies.ts'
import { showCase } from './show-case.ts'

const showWork = page({
  name: 'listCases',
  path: '/work/cases',
  audience: 'personal',
  query: workQuery,
  reply: WorkList,
  load: (ctx, _params, { state, ...query }) => listCases(ctx, { ...query, state: state ?? 'open' }),
  html: (reply, view) => WorkListPage({ reply, view }),
  unlisted: true,
})

const showOne = page({
  name: 'showCase',
  path: '/work/cases/:case',
  params: byCase,
  audience: 'personal',
  reply: CaseView,
  load: (ctx, params) => showCase(ctx, params.case),
  html: (reply, view, state) => CasePage({ reply, view, form: state }),
  unlisted: true,
})

/** An officer's act on a case: a resource under it that one POSTs to, once a key. */
function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, caseId: string, body: FormValue<B>) => Promise<unknown>,
  files = false,
) {
  return action({
    name,
    path: `/work/cases/:case/${path}`,
    params: byCase,
    audience: 'personal',
    body,
    reply: CaseDone,
    repeat: 'key',
    ...(files && { multipart: true, bodyLimit: FILES_BODY }),
    async run(ctx, params, value) {
      await run(ctx, params.case, value)
      return { case: params.case }
    },
    form: showOne,
    done: (reply) => `/work/cases/${reply.case}`,
  })
}

const petitionFile = resource({
  name: 'downloadCasePdf',
  path: '/work/cases/:case/petition.pdf',
  params: byCase,
  audience: 'personal',
  contentType: 'application/pdf',
  async load(ctx, params) {
    permit(ctx, answerPetitions)
    const one = await findCase(ctx.db, params.case)
    const { by } = officerOf(ctx, one)
    await recordCaseReading(ctx.db, one, by, ctx.now)
    return { body: await casePdf(ctx, ctx.db, one, ctx.now), fileName: `petitia-${one.number}.pdf` }
  },
})

const showRecords = page({
  name: 'listCasesToRecord',
  path: '/work/answers-to-record',
  audience: 'personal',
  reply: RecordList,
  load: (ctx) => listToRecord(ctx),
  html: (reply, view) => RecordListPage({ reply, view }),
  unlisted: true,
})

const showRecord = page({
  name: 'showCaseToRecord',
  path: '/work/answers-to-record/:case',
  params: byCase,
  audience: 'personal',
  reply: RecordView,
  load: (ctx, params) => showToRecord(ctx, params.case),
  html: (reply, view, state) => RecordPage({ reply, view, form: state }),
  unlisted: true,
})

const postRecord = action({
  name: 'recordAnswer',
  path: '/work/answers-to-record/:case',
  params: byCase,
  audience: 'personal',
  body: answerForm,
  reply: CaseDone,
  repeat: 'key',
  multipart: true,
  bodyLimit: FILES_BODY,
  async run(ctx, params, body) {
    await recordAnswer(ctx, params.case, body)
    return { case: params.case }
  },
  form: showRecord,
  done: () => '/work/answers-to-record',
})

export const workEndpoints = [
  showWork,
  showOne,
  act('registerCase', 'registration', registrationForm, registerCase),
  act('askToMend', 'defects', defectsForm, askToMend),
  act('extendTerm', 'extension', extensionForm, extendTerm),
  act('redirectCase', 'redirection', redirectionForm, redirectCase),
  act('answerCase', 'answer', answerForm, answerCase, true),
  act(
    'leaveUnexamined',
    'unexamined',
    unexaminedForm,
    (ctx, id, body) => answerCase(ctx, id, { ...body, outcome: 'unexamined' }),
    true,
  ),
  act('correctAnswer', 'correction', correctionForm, correctAnswer, true),
  act('postFollowUp', 'follow-up', followUpForm, postFollowUp, true),
  act('recordHearing', 'hearing', followUpForm, recordHearing, true),
  act('finishCase', 'completion', form({}), finishCase),
  petitionFile,
  showRecords,
  showRecord,
  postRecord,
]
