import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { say, type Translate } from '#kernel/i18n/translator.ts'
import { licenceConflicts } from '../catalogue/vocabularies/licences-together.ts'
import { nameOfCode } from '../catalogue/vocabularies/names.ts'
import { findPublicTable, type PublicTable } from '../store.ts'
import { asShown } from '../table-schema.ts'
import { askSql, type SqlAnswer } from './ask-sql.ts'
import { exampleQuestions } from './example-questions.ts'
import { BadSql } from './fault.ts'
import { PAGE_ROWS, type sqlQuery } from './fields.ts'
import { nameTables, offerTables } from './name-tables.ts'
import type { NamedTableView, SqlAnswerView, SqlView } from './replies.ts'
import { whyInWords } from './why.ts'

type Query = FormValue<(typeof sqlQuery)['fields']>

/** A question in SQL with its answer, or with what is wrong in it, and tables to ask. @throws TooMany, Busy */
export async function showSql(ctx: Context, _params: object, { q, page, table: id, find }: Query): Promise<SqlView> {
  const asked = q === null ? { answer: null, wrong: null } : await answered(ctx, q, page ?? 1)
  const { milliseconds, rows } = ctx.sqlRunners.limits
  return {
    q,
    ...asked,
    table: id === null ? null : await chosenTable(ctx, id),
    find,
    offered: await offerTables(ctx, find),
    limits: { seconds: milliseconds / 1000, rows },
  }
}

/** A page of the answer, or what is wrong with the question. @throws TooMany, Busy */
export async function answered(ctx: Context, sql: string, page: number): Promise<Pick<SqlView, 'answer' | 'wrong'>> {
  try {
    return { answer: await answerView(ctx, await askSql(ctx, sql), page), wrong: null }
  } catch (error) {
    if (!(error instanceof BadSql)) throw error
    return { answer: null, wrong: { code: error.text.key, text: inWords(error, ctx.translate(ctx.lang)) } }
  }
}

function inWords(error: BadSql, t: Translate): string {
  const why = 'detail' in error.what ? whyInWords(error.what.detail, t) : null
  if (why === null) return say(t, error.text)
  const { line, character } = error.text.args ?? {}
  return line === undefined
    ? t('open-data.sql.fault.meaning-known', { why })
    : t('open-data.sql.fault.syntax-known', { why, line: Number(line), character: Number(character) })
}

async function answerView(ctx: Context, answer: SqlAnswer, asked: number): Promise<SqlAnswerView> {
  const { columns, rows, truncated, milliseconds, pinned, tables } = answer
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS))
  const page = Math.min(asked, pages)
  const different = new Map([...tables.values()].map((table) => [table.versionId + table.id, table]))
  const merged = [...different.values()]
  const named = await nameTables(ctx, merged)
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    items: rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS),
    total: rows.length,
    truncated,
    page,
    pages,
    milliseconds,
    pinned,
    tables: named,
    licenceConflicts: isOfOneFile(merged) ? [] : conflictsOf(ctx, named),
  }
}

/** Of one file there is nothing merged; files of a dataset may each have a licence of its own. */
function isOfOneFile(tables: Pick<PublicTable, 'distributionId'>[]): boolean {
  return new Set(tables.map(({ distributionId }) => distributionId)).size < 2
}

function conflictsOf({ translate, lang }: Context, tables: NamedTableView[]): SqlAnswerView['licenceConflicts'] {
  const t = translate(lang)
  return licenceConflicts(tables.map(({ licence }) => licence)).map(({ why, licences }) => ({
    why,
    licences: licences.map((code) => ({ code, name: nameOfCode(t, 'licence', code) })),
  }))
}

/** What is no public table is not shown; the page is there all the same. */
async function chosenTable(ctx: Context, id: string): Promise<SqlView['table']> {
  const table = await findPublicTable(ctx.db, id)
  const [named] = table ? await nameTables(ctx, [table]) : []
  if (!table || !named) return null
  return { ...named, columns: asShown(table.columns), examples: exampleQuestions(named.name, table.columns) }
}
