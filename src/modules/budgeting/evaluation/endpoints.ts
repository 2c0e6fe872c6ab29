import { page } from '#kernel/http/endpoint.ts'
import { byNumber } from '../vote/fields.ts'
import { EvaluationPage } from './pages/evaluation-page.tsx'
import { EvaluationView } from './replies.ts'
import { showEvaluation } from './show-evaluation.ts'

const showOne = page({
  name: 'showEvaluation',
  path: '/processes/:number/evaluation',
  params: byNumber,
  reply: EvaluationView,
  load: showEvaluation,
  html: (reply, view) => EvaluationPage({ reply, view }),
})

export const endpoints = [showOne]
