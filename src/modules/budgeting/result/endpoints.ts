import { whileProcessCounted } from '#commons/processes/kept-while.ts'
import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'
import { noFields } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { action, page, resource } from '#kernel/http/endpoint.ts'
import { byNumber } from '../vote/fields.ts'
import { annulResult } from './annul-result.ts'
import { countVotes } from './count-votes.ts'
import { recordDecision, signProtocol } from './decide-result.ts'
import { electionFile } from './election-file.ts'
import { annulForm, byEnvelope, decisionForm, diceForm } from './fields.ts'
import { ResultDeskPage } from './pages/result-desk-page.tsx'
import { ResultPage } from './pages/result-page.tsx'
import { ResultDeskView, ResultRef, ResultView } from './replies.ts'
import { showResult, showResultDesk } from './show-result.ts'
import { throwDice } from './throw-dice.ts'

const showOne = page({
  name: 'showResult',
  path: '/processes/:number/result',
  params: byNumber,
  reply: ResultView,
  load: showResult,
  html: (reply, view) => ResultPage({ reply, view }),
  keptWhile: ({ process }) => whileProcessCounted(process.number),
})

const sendFile = resource({
  name: 'downloadElection',
  path: '/processes/:number/envelopes/:envelope/election.pb',
  params: byEnvelope,
  contentType: 'text/plain; charset=utf-8',
  canWait: true,
  load: electionFile,
})

const showDesk = page({
  name: 'showResultForWork',
  path: '/work/processes/:number/result',
  params: byNumber,
  audience: 'personal',
  reply: ResultDeskView,
  load: showResultDesk,
  html: (reply, view, form) => ResultDeskPage({ reply, view, form }),
  unlisted: true,
})

function act<B extends Fields>(
  name: string,
  path: string,
  body: Form<B>,
  run: (ctx: WriteContext, number: number, body: FormValue<B>) => Promise<void>,
) {
  return action({
    name,
    path: `/work/processes/:number/result/${path}`,
    params: byNumber,
    audience: 'personal',
    body,
    reply: ResultRef,
    async run(ctx, { number }, value) {
      await run(ctx, number, value)
      return { number }
    },
    form: showDesk,
    done: ({ number }) => `/work/processes/${number}/result`,
  })
}

export const endpoints = [
  showOne,
  sendFile,
  showDesk,
  act('throwDice', 'dice', diceForm, throwDice),
  act('countVotes', 'count', noFields, countVotes),
  act('signResultProtocol', 'protocol', noFields, signProtocol),
  act('recordCouncilDecision', 'decision', decisionForm, recordDecision),
  act('annulResult', 'annulment', annulForm, annulResult),
]
