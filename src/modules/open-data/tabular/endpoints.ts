import { InvalidInput, type Refusal } from '#kernel/errors.ts'
import { form } from '#kernel/forms/fields.ts'
import { idInPath } from '#kernel/forms/path-fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { type ProtocolReply, type ProtocolRequest, protocol } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import { publicTable } from '../ingest/tables/public-table.ts'
import type { PublicTable } from '../store.ts'
import { aboutTable, profileOf, swaggerOf } from './describe-table.ts'
import { downloadRows, type TabularFile } from './download-rows.ts'
import { readVersion } from './read-asked.ts'
import { showRows } from './show-rows.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** An address of a table in the grammar of `tabular-api`, at ours and at the one that its programs know. */
function ofTable(
  name: string,
  path: string,
  answer: (ctx: Context, table: PublicTable, asked: URLSearchParams) => Promise<ProtocolReply>,
) {
  return protocol({
    name,
    path: `/api/tabular/resources/:id${path}`,
    also: [`/api/resources/:id${path}`],
    methods: ['GET'],
    params: form({ id: idInPath() }),
    openToAll: true,
    canWait: true,
    answer: async (ctx, { id }, { query }) => answer(ctx, await publicTable(ctx, id, readVersion(query)), query),
    refuse,
  })
}

function json(body: object): ProtocolReply {
  return { status: 200, contentType: JSON_TYPE, body: JSON.stringify(body) }
}

function refuse(refusal: Refusal, _asked: ProtocolRequest, ctx: Context): ProtocolReply {
  const t = ctx.translate(ctx.lang)
  const said = refusal instanceof InvalidInput ? refusal.errors.map(({ text }) => text) : [refusal.text]
  const errors = said.map((text) => ({ code: text.key, title: say(t, refusal.text), detail: say(t, text) }))
  return {
    // What is wrong with an address is 400 in this grammar.
    status: refusal.status === 422 ? 400 : refusal.status,
    contentType: JSON_TYPE,
    body: JSON.stringify({ errors }),
  }
}

const file = (format: TabularFile) => (ctx: Context, table: PublicTable, asked: URLSearchParams) =>
  downloadRows(ctx, table, asked, format)

export const endpoints = [
  ofTable('tabularResource', '', async (ctx, table) => json(aboutTable(ctx, table))),
  ofTable('tabularProfile', '/profile', async (_ctx, table) => json(profileOf(table))),
  ofTable('tabularSwagger', '/swagger', async (ctx, table) => json(swaggerOf(ctx, table))),
  ofTable('tabularData', '/data', async (ctx, table, asked) => json(await showRows(ctx, table, asked))),
  ofTable('tabularCsv', '/data/csv', file('csv')),
  ofTable('tabularJson', '/data/json', file('json')),
]
