import { page, resource } from '#kernel/http/endpoint.ts'
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

export const endpoints = [
  show,
  file('downloadSqlCsv', 'csv'),
  file('downloadSqlXlsx', 'xlsx'),
  file('downloadSqlJson', 'json'),
]
