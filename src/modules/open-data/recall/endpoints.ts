import { noFields } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byName } from '../catalogue/fields.ts'
import { whileDatasetStands } from '../catalogue/kept-while.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { closeOwnBreach } from './breach/close-breach.ts'
import { showBreach, showBreaches } from './breach/show-breaches.ts'
import { correctVersion } from './correct/correct-version.ts'
import { deleteDraft } from './delete-draft.ts'
import { byBreach, byVersion, closureForm, correctionForm, findForm, recallForm } from './fields.ts'
import { BreachPage } from './pages/breach-page.tsx'
import { BreachesPage } from './pages/breaches-page.tsx'
import { CorrectionPage } from './pages/correction-page.tsx'
import { CorrectionsPage } from './pages/corrections-page.tsx'
import { RecallPage } from './pages/recall-page.tsx'
import { recallAnyData, recallData } from './permissions.ts'
import { recallVersion } from './recall-version.ts'
import {
  BreachDone,
  BreachList,
  BreachView,
  CorrectionsView,
  CorrectionView,
  RecallDone,
  RecallView,
} from './replies.ts'
import { showCorrections } from './show-corrections.ts'
import { showCorrection, showRecall } from './show-recall.ts'

const OWN = '/work/data/:dataset/files/:distribution/versions/:version'
const ANY = '/work/data-recalls/:dataset/:distribution/:version'
const ownPath = ({ dataset, distribution, version }: VersionRef) =>
  `/work/data/${dataset}/files/${distribution}/versions/${version}`

const showAll = page({
  name: 'showDataCorrections',
  path: '/data/:dataset/corrections',
  params: byName,
  reply: CorrectionsView,
  load: showCorrections,
  html: (reply, view) => CorrectionsPage({ reply, view }),
  keptWhile: ({ name }) => whileDatasetStands(name),
  unlisted: true,
})

const showOwn = page({
  name: 'showVersionRecall',
  path: `${OWN}/recall`,
  params: byVersion,
  audience: 'personal',
  reply: RecallView,
  load: (ctx, ref) => showRecall(ctx, ref, recallData),
  html: (reply, view, form) => RecallPage({ reply, view, form }),
  unlisted: true,
})

const recallOwn = action({
  name: 'recallVersion',
  path: `${OWN}/recall`,
  params: byVersion,
  audience: 'personal',
  body: recallForm,
  reply: RecallDone,
  async run(ctx, ref, why) {
    return { ...ref, removed: await recallVersion(ctx, ref, why, recallData) }
  },
  form: showOwn,
  // The pages of a file that was taken out are gone with it.
  done: (ref) => (ref.removed ? `/work/data/${ref.dataset}` : ownPath(ref)),
})

const deleteOwn = action({
  name: 'deleteDraftVersion',
  path: `${OWN}/deletion`,
  params: byVersion,
  audience: 'personal',
  body: noFields,
  reply: RecallDone,
  async run(ctx, ref) {
    return { ...ref, removed: await deleteDraft(ctx, ref, recallData) }
  },
  form: showOwn,
  done: ({ dataset, distribution, removed }) => `/work/data/${dataset}${removed ? '' : `/files/${distribution}`}`,
})

const showForCorrection = page({
  name: 'showVersionCorrection',
  path: `${OWN}/correction`,
  params: byVersion,
  audience: 'personal',
  reply: CorrectionView,
  load: showCorrection,
  html: (reply, view, form) => CorrectionPage({ reply, view, form }),
  unlisted: true,
})

const correct = action({
  name: 'correctVersion',
  path: `${OWN}/correction`,
  params: byVersion,
  audience: 'personal',
  body: correctionForm,
  reply: RecallDone,
  repeat: 'key',
  async run(ctx, ref, { textRo, textRu, textEn, replacedBy }) {
    const text = { ro: textRo, ...(textRu !== null && { ru: textRu }), ...(textEn !== null && { en: textEn }) }
    return { ...ref, removed: await correctVersion(ctx, ref, { text, replacedBy }) }
  },
  form: showForCorrection,
  done: (ref) => (ref.removed ? `/work/data/${ref.dataset}` : ownPath(ref)),
})

const listBreaches = page({
  name: 'listDataBreaches',
  path: '/work/data-recalls',
  query: findForm,
  audience: 'personal',
  reply: BreachList,
  load: showBreaches,
  html: (reply, view) => BreachesPage({ reply, view }),
  unlisted: true,
})

const showAny = page({
  name: 'showAnyVersionRecall',
  path: ANY,
  params: byVersion,
  audience: 'personal',
  reply: RecallView,
  load: (ctx, ref) => showRecall(ctx, ref, recallAnyData),
  html: (reply, view, form) => RecallPage({ reply, view, form }),
  unlisted: true,
})

const recallAny = action({
  name: 'recallAnyVersion',
  path: ANY,
  params: byVersion,
  audience: 'personal',
  body: recallForm,
  reply: RecallDone,
  async run(ctx, ref, why) {
    return { ...ref, removed: await recallVersion(ctx, ref, why, recallAnyData) }
  },
  form: showAny,
  done: ({ dataset, distribution, version }) => `/work/data-recalls/${dataset}/${distribution}/${version}`,
})

const showOneBreach = page({
  name: 'showDataBreach',
  path: '/work/data-breaches/:breach',
  params: byBreach,
  audience: 'personal',
  reply: BreachView,
  load: showBreach,
  html: (reply, view, form) => BreachPage({ reply, view, form }),
  unlisted: true,
})

const closeBreach = action({
  name: 'closeDataBreach',
  path: '/work/data-breaches/:breach',
  params: byBreach,
  audience: 'personal',
  body: closureForm,
  reply: BreachDone,
  async run(ctx, { breach: id }, said) {
    await closeOwnBreach(ctx, id, said)
    return { id }
  },
  form: showOneBreach,
  done: ({ id }) => `/work/data-breaches/${id}`,
})

export const endpoints = [
  showAll,
  showOwn,
  recallOwn,
  deleteOwn,
  showForCorrection,
  correct,
  listBreaches,
  showAny,
  recallAny,
  showOneBreach,
  closeBreach,
]
