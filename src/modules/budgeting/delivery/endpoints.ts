import { action, page, resource } from '#kernel/http/endpoint.ts'
import { answerDone } from './answer-done.ts'
import { stateOnScope } from './change-scope.ts'
import { datasets } from './datasets.ts'
import { answerForm, byNumber, byPicture, byProject, ruleForm, statementForm } from './fields.ts'
import { sendPicture } from './keep-picture.ts'
import { DeliveryPage } from './pages/delivery-page.tsx'
import { AnswerPage, StatementPage } from './pages/people-pages.tsx'
import { ProjectPage } from './pages/project-page.tsx'
import { RulePage } from './pages/rule-page.tsx'
import {
  AnswerView,
  DeliveryList,
  DeliveryRuleView,
  ProcessAddress,
  ProjectAddress,
  ProjectView,
  StatementView,
} from './replies.ts'
import { setDeliveryRule } from './rule.ts'
import { listDeliveries, showAnswer, showDeliveryRule, showProject, showStatement } from './show-delivery.ts'
import { workEndpoints } from './work-endpoints.ts'

const showList = page({
  name: 'listFundedProjects',
  path: '/processes/:number/delivery',
  params: byNumber,
  reply: DeliveryList,
  load: listDeliveries,
  html: (reply, view) => DeliveryPage({ reply, view }),
})

const showOne = page({
  name: 'showFundedProject',
  path: '/processes/:number/delivery/:project',
  params: byProject,
  reply: ProjectView,
  load: showProject,
  html: (reply, view) => ProjectPage({ reply, view }),
})

const sendOne = resource({
  name: 'sendProjectPicture',
  path: '/processes/:number/delivery/:project/pictures/:picture',
  params: byPicture,
  contentType: 'application/octet-stream',
  load: sendPicture,
})

const showQuestion = page({
  name: 'showDoneQuestion',
  path: '/processes/:number/delivery/:project/answer',
  params: byProject,
  audience: 'personal',
  reply: AnswerView,
  load: showAnswer,
  html: (reply, view, form) => AnswerPage({ reply, view, form }),
  unlisted: true,
})

const postAnswer = action({
  name: 'answerDoneQuestion',
  path: '/processes/:number/delivery/:project/answer',
  params: byProject,
  audience: 'personal',
  body: answerForm,
  reply: ProjectAddress,
  async run(ctx, ref, body) {
    await answerDone(ctx, ref, body)
    return ref
  },
  form: showQuestion,
  done: ({ number, project }) => `/processes/${number}/delivery/${project}/answer`,
})

const showHearing = page({
  name: 'showProjectHearing',
  path: '/processes/:number/delivery/:project/statement',
  params: byProject,
  audience: 'personal',
  reply: StatementView,
  load: showStatement,
  html: (reply, view, form) => StatementPage({ reply, view, form }),
  unlisted: true,
})

const postStatement = action({
  name: 'stateOnProjectChange',
  path: '/processes/:number/delivery/:project/statement',
  params: byProject,
  audience: 'personal',
  body: statementForm,
  reply: ProjectAddress,
  async run(ctx, ref, body) {
    await stateOnScope(ctx, ref, body)
    return ref
  },
  form: showHearing,
  done: ({ number, project }) => `/processes/${number}/delivery/${project}/statement`,
})

const showRule = page({
  name: 'showDeliveryRule',
  path: '/work/processes/:number/money/delivery-rule',
  params: byNumber,
  audience: 'personal',
  reply: DeliveryRuleView,
  load: showDeliveryRule,
  html: (reply, view, form) => RulePage({ reply, view, form }),
  unlisted: true,
})

const postRule = action({
  name: 'setDeliveryRule',
  path: '/work/processes/:number/money/delivery-rule',
  params: byNumber,
  audience: 'personal',
  body: ruleForm,
  reply: ProcessAddress,
  async run(ctx, { number }, body) {
    await setDeliveryRule(ctx, number, body)
    return { number }
  },
  form: showRule,
  done: ({ number }) => `/work/processes/${number}/money`,
})

export const endpoints = [
  showList,
  showOne,
  sendOne,
  showQuestion,
  postAnswer,
  showHearing,
  postStatement,
  showRule,
  postRule,
  ...workEndpoints,
  ...datasets.flatMap((one) => one.endpoints),
]
