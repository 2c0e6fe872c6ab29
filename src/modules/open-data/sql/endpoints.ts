import { page, protocol, resource } from '#kernel/http/endpoint.ts'
import { problemOf } from '#kernel/http/problem.ts'
import { answerPosted } from './answer-posted.ts'
import { type AnswerFormat, answerFormats, downloadAnswer } from './download-answer.ts'
import { sqlFileQuery, sqlQuery } from './fields.ts'
import { SqlPage } from './pages/sql-page.tsx'
import { SqlView } from './replies.ts'
import { showSql } from './show-sql.ts'

/** Personal, because each address has a budget; the answers are everybody's. */
const show = page({
  name: 'askSql',
  path: '/data/sql',
  query: sqlQuery,
  audience: 'personal',
  reply: SqlView,
  load: showSql,
  status: ({ wrong }) => (wrong === null ? 200 : 422),
  html: (reply, view) => SqlPage({ reply, view }),
  canWait: true,
})

const file = (name: string, format: AnswerFormat) =>
  resource({
    name,
    path: `/data/sql.${format}`,
    query: sqlFileQuery,
    audience: 'personal',
    contentType: answerFormats[format].contentType,
    canWait: true,
    load: (ctx, _params, query) => downloadAnswer(ctx, query, format),
  })

/** A question may be longer than an address. */
const posted = protocol({
  name: 'askSqlPosted',
  path: '/api/v1/data/sql',
  methods: ['POST'],
  openToAll: true,
  canWait: true,
  bodyLimit: 512 * 1024,
  answer: async (ctx, _params, asked) => answerPosted(ctx, asked),
  refuse: (refusal, _asked, ctx) => ({
    status: refusal.status,
    contentType: 'application/problem+json; charset=utf-8',
    body: JSON.stringify(problemOf(refusal, ctx.translate(ctx.lang))),
  }),
})

export const endpoints = [
  show,
  posted,
  file('downloadSqlCsv', 'csv'),
  file('downloadSqlXlsx', 'xlsx'),
  file('downloadSqlJson', 'json'),
]
