import Type from 'typebox'
import { personOf } from '#commons/access/permit.ts'
import { checkbox, form, integer, optional, text } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { documentEndpoints } from '../documents/endpoints.ts'
import { petitionTitle } from '../text-fields.ts'
import { formOf, nextStep, partialSave, type Step } from './answers.ts'
import { byDraft } from './by-draft.ts'
import { CheckPage } from './check-page.tsx'
import { findDraftStep } from './find-draft-step.ts'
import { FirstPage } from './first-page.tsx'
import { HowToStart, howToStart } from './how-to-start.ts'
import { NewPage } from './new-page.tsx'
import { beginDraft } from './open-draft.ts'
import { DraftSaved, DraftView } from './replies.ts'
import { saveDraft } from './save-draft.ts'
import { StepPage } from './step-page.tsx'
import { deleteDraft, submitDraft } from './submit-draft.ts'

const none = Type.Object({})

const showNew = page({
  name: 'showHowToStart',
  path: '/petitions/new',
  reply: HowToStart,
  load: howToStart,
  html: (reply, view) => NewPage({ reply, view }),
})

const showFirst = page({
  name: 'showFirstQuestion',
  path: '/petitions/drafts/new',
  audience: 'personal',
  reply: none,
  load: async (ctx) => {
    personOf(ctx)
    return {}
  },
  html: (_reply, view, state) => FirstPage({ view, form: state }),
  unlisted: true,
})

const postFirst = action({
  name: 'beginDraft',
  path: '/petitions/drafts/new',
  audience: 'personal',
  body: form({ title: petitionTitle() }),
  reply: Type.Object({ id: Type.String(), next: Type.String() }),
  status: 201,
  repeat: 'key',
  run: async (ctx, _params, { title }) => {
    const { id, answers } = await beginDraft(ctx, title)
    return { id, next: nextStep(answers) }
  },
  form: showFirst,
  done: ({ id, next }) => `/petitions/drafts/${id}/${next}`,
})

/** After it was sent, a draft's address leads to the petition. */
const whenSent = ({ id, step, sentAs }: DraftView) =>
  sentAs === null ? `/petitions/drafts/${id}/${step}` : `/petitions/${sentAs}/mine`

function question<const N extends string>(step: Step, name: N) {
  const shown = page({
    name: `showDraft${name}`,
    path: `/petitions/drafts/:draft/${step}`,
    params: byDraft,
    audience: 'personal',
    query: form({ search: optional(text({ max: 100 })) }),
    reply: DraftView,
    load: (ctx, { draft }, { search }) => findDraftStep(ctx, step, draft, search),
    html: (reply, view, state) => StepPage({ reply, view, form: state }),
    canonical: whenSent,
    unlisted: true,
  })
  const answered = action({
    name: `answerDraft${name}`,
    path: `/petitions/drafts/:draft/${step}`,
    params: byDraft,
    audience: 'personal',
    body: formOf(step),
    reply: DraftSaved,
    run: async (ctx, { draft }, save) => {
      const { id, version, answers } = await saveDraft(ctx, draft, save)
      return { id, version, next: nextStep(answers), left: save.leave }
    },
    form: shown,
    done: ({ id, next, left }) => (left ? '/account/petitions' : `/petitions/drafts/${id}/${next}`),
  })
  return { shown, answered }
}

export const showCheck = page({
  name: 'showDraft',
  path: '/petitions/drafts/:draft/check',
  params: byDraft,
  audience: 'personal',
  reply: DraftView,
  load: (ctx, { draft }) => findDraftStep(ctx, 'check', draft),
  html: (reply, view, state) => CheckPage({ reply, view, form: state }),
  canonical: whenSent,
  unlisted: true,
})

/** What the page posts quietly while one writes; also how a program fills a draft in pieces. */
const postAnswers = action({
  name: 'keepDraft',
  path: '/petitions/drafts/:draft/answers',
  params: byDraft,
  audience: 'personal',
  body: partialSave,
  reply: DraftSaved,
  run: async (ctx, { draft }, save) => {
    const { id, version, answers } = await saveDraft(ctx, draft, save)
    return { id, version, next: nextStep(answers), left: true }
  },
  form: showCheck,
  done: () => '/account/petitions',
})

const postSubmission = action({
  name: 'submitDraft',
  path: '/petitions/drafts/:draft/submission',
  params: byDraft,
  audience: 'personal',
  body: form({
    version: integer({ min: 1, max: 1_000_000_000 }),
    truth: checkbox('petitions.start.truth.missing'),
  }),
  reply: Type.Object({ number: Type.Integer() }),
  status: 201,
  repeat: 'key',
  run: (ctx, { draft }, { version }) => submitDraft(ctx, draft, version),
  form: showCheck,
  done: ({ number }) => `/petitions/${number}/mine`,
})

const postDeletion = action({
  name: 'deleteDraft',
  path: '/petitions/drafts/:draft/deletion',
  params: byDraft,
  audience: 'personal',
  body: form({}),
  reply: none,
  run: async (ctx, { draft }) => {
    await deleteDraft(ctx, draft)
    return {}
  },
  form: showCheck,
  done: () => '/account/petitions',
})

const documents = question('documents', 'Documents')
const questions = [
  question('title', 'Title'),
  question('similar', 'Similar'),
  question('why', 'Why'),
  question('addressees', 'Addressees'),
  question('place', 'Place'),
  question('language', 'Language'),
  documents,
  question('starter', 'Starter'),
  question('organisation', 'Organisation'),
]

export const draftEndpoints = [
  showNew,
  showFirst,
  postFirst,
  ...questions.flatMap(({ shown, answered }) => [shown, answered]),
  ...documentEndpoints(documents.shown),
  showCheck,
  postAnswers,
  postSubmission,
  postDeletion,
]
