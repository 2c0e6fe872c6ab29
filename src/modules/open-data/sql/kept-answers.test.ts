import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '#kernel/database/database.ts'
import type { PublicTable } from '../store.ts'
import type { SqlAnswer } from './ask-sql.ts'
import { keptAnswers } from './kept-answers.ts'
import type { SqlRunners } from './runner/runners.ts'

/** No table is looked up for a question about none. */
const noDb = {} as Db
const MEANT = 64_000_000

const answerTo = (sql: string, more: Partial<SqlAnswer> = {}): SqlAnswer => ({
  columns: [{ name: 'n', type: 'integer', native: 'int4' }],
  rows: [[1]],
  truncated: false,
  milliseconds: 1,
  pinned: sql,
  tables: new Map(),
  ...more,
})
const fresh = () => keptAnswers({ sqlRunners: {} as SqlRunners })

test('answers to long questions are kept as long as there is room for the questions too', async () => {
  const kept = fresh()
  const long = '0'.repeat(900_000)
  const questions = Array.from({ length: 60 }, (_, at) => `SELECT ${at} /* ${long} */`)
  for (const sql of questions) kept.keep(sql, answerTo(sql))
  let letters = 0
  for (const sql of questions) {
    const answer = await kept.find(noDb, sql)
    if (answer) letters += sql.length + answer.pinned.length
  }
  assert.ok(letters > 0)
  assert.ok(letters * 2 <= MEANT, `${letters} letters are kept`)
  assert.ok(await kept.find(noDb, questions.at(-1) as string), 'the newest is there')
})

test('what is known of the columns of its tables takes room as well', async () => {
  const kept = fresh()
  const columns = Array.from({ length: 1_000 }, (_, at) => ({
    name: `coloana_${at}`,
    title: 'x'.repeat(10_000),
    type: 'integer' as const,
    format: {},
    missing: 0,
    missingMarks: [],
  }))
  const wide = new Map([['t', { columns } as unknown as PublicTable]])
  kept.keep('SELECT count(*) FROM t', answerTo('', { tables: wide }))
  assert.equal(await kept.find(noDb, 'SELECT count(*) FROM t'), null)
})
