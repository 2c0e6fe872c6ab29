import { NotFound } from '#kernel/errors.ts'
import { form, integer, noFields, text } from '#kernel/forms/fields.ts'
import { numberInPath } from '#kernel/forms/path-fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { byNumber } from '../fields.ts'
import { ownProcess } from '../own-process.ts'
import { ProcessRef } from '../replies.ts'
import { DeletionPage } from './pages/deletion-page.tsx'
import { RehearsalPage } from './pages/rehearsal-page.tsx'
import { RequestPage } from './pages/request-page.tsx'
import { deleteRehearsal, rehearseProcess, showRehearsalForm, showRequest } from './rehearse.ts'
import { RehearsalFormView, RehearsalRef, RehearsalRequestView } from './replies.ts'
import { MOST_PEOPLE, requestPath } from './request.ts'

const rehearsalForm = form({
  people: integer({ min: 10, max: MOST_PEOPLE }),
  turnout: integer({ min: 1, max: 100 }),
  model: text({ max: 100, missing: 'kernel.form.choose' }),
  seed: integer({ min: 1, max: 999_999 }),
})

const showForm = page({
  name: 'showRehearsalForm',
  path: '/work/processes/:number/rehearsal',
  params: byNumber,
  audience: 'personal',
  reply: RehearsalFormView,
  load: showRehearsalForm,
  html: (reply, view, state) => RehearsalPage({ reply, view, form: state }),
  unlisted: true,
})

const postRehearsal = action({
  name: 'rehearseProcess',
  path: '/work/processes/:number/rehearsal',
  params: byNumber,
  audience: 'personal',
  body: rehearsalForm,
  repeat: 'key',
  status: 202,
  reply: RehearsalRef,
  run: (ctx, { number }, body) => rehearseProcess(ctx, number, body),
  form: showForm,
  done: requestPath,
})

const showAsked = page({
  name: 'showRehearsalRequest',
  path: '/work/processes/:number/rehearsals/:request',
  params: form({ number: numberInPath(), request: numberInPath() }),
  audience: 'personal',
  reply: RehearsalRequestView,
  load: showRequest,
  html: (reply, view) => RequestPage({ reply, view }),
  unlisted: true,
})

const showDeletion = page({
  name: 'showRehearsalDeletion',
  path: '/work/processes/:number/deletion',
  params: byNumber,
  audience: 'personal',
  reply: RehearsalFormView,
  async load(ctx, { number }) {
    const { process } = await ownProcess(ctx, number)
    if (!process.rehearsal) throw new NotFound()
    return { number, title: inLang(process.title, ctx.lang), draft: false, models: [] }
  },
  html: (reply, view, state) => DeletionPage({ reply, view, form: state }),
  unlisted: true,
})

const postDeletion = action({
  name: 'deleteRehearsal',
  path: '/work/processes/:number/deletion',
  params: byNumber,
  audience: 'personal',
  body: noFields,
  reply: ProcessRef,
  run: (ctx, { number }) => deleteRehearsal(ctx, number),
  form: showDeletion,
  done: ({ number }) => `/work/processes/${number}`,
})

export const rehearsalEndpoints = [showForm, postRehearsal, showAsked, showDeletion, postDeletion]
