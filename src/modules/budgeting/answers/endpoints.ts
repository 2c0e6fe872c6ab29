import { action, page } from '#kernel/http/endpoint.ts'
import { answerIdea } from './answer-idea.ts'
import { askAnswerAgain, showAskingAgain } from './ask-again.ts'
import { answerForm, answeringForm, askAgainForm, byNumber, listQuery } from './fields.ts'
import { listAnswerQueue } from './list-queue.ts'
import { AnswerDeskPage } from './pages/answer-desk-page.tsx'
import { AnsweringPage, AnswerQueuePage } from './pages/answering-pages.tsx'
import { AnswersPage } from './pages/answers-page.tsx'
import { AskingAgainPage } from './pages/asking-again-page.tsx'
import { AnswerDeskView, AnsweringView, AnswerList, AnswerQueue, AnswerRef, AskingAgainView } from './replies.ts'
import { setAnswering, showAnswering } from './set-answering.ts'
import { listAnswers, showAnswerDesk } from './show-answers.ts'

const showAll = page({
  name: 'listIdeaAnswers',
  path: '/processes/:number/answers',
  params: byNumber,
  query: listQuery,
  reply: AnswerList,
  load: listAnswers,
  html: (reply, view) => AnswersPage({ reply, view }),
})

const showQueue = page({
  name: 'listIdeasToAnswer',
  path: '/work/answers',
  audience: 'personal',
  reply: AnswerQueue,
  load: listAnswerQueue,
  html: (reply, view) => AnswerQueuePage({ reply, view }),
  unlisted: true,
})

const showDesk = page({
  name: 'showIdeaToAnswer',
  path: '/work/answers/:number',
  params: byNumber,
  audience: 'personal',
  reply: AnswerDeskView,
  load: showAnswerDesk,
  html: (reply, view, form) => AnswerDeskPage({ reply, view, form }),
  unlisted: true,
})

const postAnswer = action({
  name: 'answerIdea',
  path: '/work/answers/:number',
  params: byNumber,
  audience: 'personal',
  body: answerForm,
  reply: AnswerRef,
  run: (ctx, { number }, body) => answerIdea(ctx, number, body),
  form: showDesk,
  done: ({ number }) => `/work/answers/${number}`,
})

const showAsking = page({
  name: 'showAskingIdeaAnswerAgain',
  path: '/ideas/:number/asking-again',
  params: byNumber,
  audience: 'personal',
  reply: AskingAgainView,
  load: showAskingAgain,
  html: (reply, view, form) => AskingAgainPage({ reply, view, form }),
  unlisted: true,
})

const postAsking = action({
  name: 'askIdeaAnswerAgain',
  path: '/ideas/:number/asking-again',
  params: byNumber,
  audience: 'personal',
  body: askAgainForm,
  reply: AnswerRef,
  run: (ctx, { number }, body) => askAnswerAgain(ctx, number, body),
  form: showAsking,
  done: ({ number }) => `/ideas/${number}/asking-again`,
})

const showSettings = page({
  name: 'showAnsweringForWork',
  path: '/work/processes/:number/answers',
  params: byNumber,
  audience: 'personal',
  reply: AnsweringView,
  load: showAnswering,
  html: (reply, view, form) => AnsweringPage({ reply, view, form }),
  unlisted: true,
})

const postSettings = action({
  name: 'setAnswering',
  path: '/work/processes/:number/answers',
  params: byNumber,
  audience: 'personal',
  body: answeringForm,
  reply: AnswerRef,
  run: (ctx, { number }, body) => setAnswering(ctx, number, body),
  form: showSettings,
  done: ({ number }) => `/work/processes/${number}/answers`,
})

export const endpoints = [showAll, showQueue, showDesk, postAnswer, showAsking, postAsking, showSettings, postSettings]
