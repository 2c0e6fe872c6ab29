import { RehearsalRef } from '#commons/processes/rehearsal/replies.ts'
import { requestPath } from '#commons/processes/rehearsal/request.ts'
import { form, optional, text } from '#kernel/forms/fields.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { BorrowedRehearsalPage } from '../rehearsal/pages/borrowed-rehearsal-page.tsx'
import { rehearseImported, showBorrowedRehearsal } from '../rehearsal/rehearse-imported.ts'
import { BorrowedRehearsalView } from '../rehearsal/replies.ts'
import { byNumber, FILE_BYTES, importForm, reasonForm, rehearsalForm } from './fields.ts'
import { importVote } from './import-vote.ts'
import { ImportPage } from './pages/import-page.tsx'
import { ImportedListPage } from './pages/imported-list-page.tsx'
import { ImportedPage } from './pages/imported-page.tsx'
import { AllImportedPage, WithdrawalPage } from './pages/withdrawal-pages.tsx'
import { ImportedForWork, ImportedList, ImportedRef, ImportedView, ImportView, WithdrawalView } from './replies.ts'
import { sendFile, showImport, showImported, showList } from './show-imported.ts'
import { listForAdministrators, showWithdrawal, withdrawVote } from './withdraw-vote.ts'

const showAll = page({
  name: 'listImportedVotes',
  path: '/processes/imported',
  query: form({ after: optional(text({ max: 20 })) }),
  reply: ImportedList,
  load: (ctx, _params, query) => showList(ctx, query),
  html: (reply, view) => ImportedListPage({ reply, view }),
})

const showOne = page({
  name: 'showImportedVote',
  path: '/processes/imported/:number',
  params: byNumber,
  reply: ImportedView,
  load: showImported,
  html: (reply, view) => ImportedPage({ reply, view }),
})

const download = resource({
  name: 'downloadImportedVote',
  path: '/processes/imported/:number/election.pb',
  params: byNumber,
  contentType: 'text/plain; charset=utf-8',
  canWait: true,
  load: sendFile,
})

const showForm = page({
  name: 'showVoteImport',
  path: '/work/imported-votes',
  audience: 'personal',
  reply: ImportView,
  load: showImport,
  html: (reply, view, state) => ImportPage({ reply, view, form: state }),
  unlisted: true,
})

const post = action({
  name: 'importVote',
  path: '/work/imported-votes',
  audience: 'personal',
  multipart: true,
  canWait: true,
  // A program sends base64, a third more.
  bodyLimit: Math.ceil(FILE_BYTES * 1.34) + 100_000,
  body: importForm,
  repeat: 'key',
  status: 201,
  reply: ImportedRef,
  run: (ctx, _params, body) => importVote(ctx, body),
  form: showForm,
  done: ({ number }) => `/processes/imported/${number}`,
})

const showAllForWork = page({
  name: 'listImportedVotesForWork',
  path: '/work/all-imported-votes',
  audience: 'personal',
  reply: ImportedForWork,
  load: (ctx) => listForAdministrators(ctx),
  html: (reply, view) => AllImportedPage({ reply, view }),
  unlisted: true,
})

const showWithdrawing = page({
  name: 'showVoteWithdrawal',
  path: '/work/imported-vote/:number',
  params: byNumber,
  audience: 'personal',
  reply: WithdrawalView,
  load: showWithdrawal,
  html: (reply, view, state) => WithdrawalPage({ reply, view, form: state }),
  unlisted: true,
})

const postWithdrawal = action({
  name: 'withdrawImportedVote',
  path: '/work/imported-vote/:number',
  params: byNumber,
  audience: 'personal',
  body: reasonForm,
  reply: ImportedRef,
  run: (ctx, { number }, body) => withdrawVote(ctx, number, body),
  form: showWithdrawing,
  done: ({ number }) => `/processes/imported/${number}`,
})

const showRehearsing = page({
  name: 'showRehearsalWithVotes',
  path: '/work/imported-vote/:number/rehearsal',
  params: byNumber,
  audience: 'personal',
  reply: BorrowedRehearsalView,
  load: showBorrowedRehearsal,
  html: (reply, view, state) => BorrowedRehearsalPage({ reply, view, form: state }),
  unlisted: true,
})

const postRehearsal = action({
  name: 'rehearseWithVotes',
  path: '/work/imported-vote/:number/rehearsal',
  params: byNumber,
  audience: 'personal',
  body: rehearsalForm,
  repeat: 'key',
  status: 202,
  canWait: true,
  reply: RehearsalRef,
  run: (ctx, { number }, body) => rehearseImported(ctx, number, body),
  form: showRehearsing,
  done: requestPath,
})

export const endpoints = [
  showAll,
  showOne,
  download,
  showForm,
  post,
  showAllForWork,
  showWithdrawing,
  postWithdrawal,
  showRehearsing,
  postRehearsal,
]
