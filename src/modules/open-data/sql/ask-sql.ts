import path from 'node:path'
import { TooMany } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { countAgainst, countEachAgainst } from '#kernel/http/limits.ts'
import type { PublicTable } from '../store.ts'
import { BadSql } from './fault.ts'
import { findTables } from './find-tables.ts'
import { keptAnswers } from './kept-answers.ts'
import type { Answer, NamedTable, Told } from './runner/protocol.ts'
import { type Runner, RunnerEnded } from './runner/runner.ts'
import { pinTables } from './statement/pin-tables.ts'

/** What one address may ask in five minutes: a question counts one, and one more for each quarter of a second that it takes. */
const budget = { name: 'open-data.sql', max: 400, seconds: 300 }
const UNIT_MS = 250
/** Of the engine's start, its end and the way of the answer. */
const GRACE_MS = 2_000

export interface SqlAnswer extends Answer {
  /** The same question about the same versions, whatever is published later. */
  pinned: string
  /** As the question names them, in small letters. */
  tables: Map<string, PublicTable>
}

/**
 * Answers a question in SQL about public tables.
 *
 * @throws BadSql for what is wrong with the question, TooMany, Busy
 */
export async function askSql(ctx: Context, sql: string): Promise<SqlAnswer> {
  const kept = await keptAnswers(ctx).find(ctx.db, sql)
  if (kept) return kept
  const wait = await countAgainst(ctx.db, budget, ctx.source, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const answer = await ctx.sqlRunners.lend((runner) => charged(ctx, () => answerBy(ctx, runner, sql)))
  keptAnswers(ctx).keep(sql, answer)
  return answer
}

/** What it took, not what it waited for. */
async function charged<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  try {
    return await work()
  } finally {
    const units = Math.floor((performance.now() - begun) / UNIT_MS)
    await countEachAgainst(
      ctx.db,
      Array.from({ length: units }, () => ({ limit: budget, source: ctx.source })),
      ctx.now,
    )
  }
}

async function answerBy(ctx: Context, runner: Runner, sql: string): Promise<SqlAnswer> {
  const ask = (asked: Parameters<Runner['ask']>[0], milliseconds: number) =>
    runner.ask(asked, milliseconds).catch((error): never => {
      if (!(error instanceof RunnerEnded)) throw error
      if (error.log) ctx.log.warn({ said: error.log }, 'a process that answers SQL ended badly')
      throw new BadSql(
        error.what.fault === 'time'
          ? { fault: 'time', seconds: ctx.sqlRunners.limits.milliseconds / 1000 }
          : error.what,
      )
    })
  const named = toldOr(sql, await ask({ read: sql }, ctx.sqlRunners.limits.milliseconds), 'tables')
  const tables = await findTables(
    ctx.db,
    named.map(({ name }) => name),
  )
  const answer = async () => {
    const { limits } = ctx.sqlRunners
    const question = { sql, tables: await filesOf(ctx, named, tables), limits }
    return ask({ answer: question }, limits.milliseconds + GRACE_MS)
  }
  const told = await answer()
  // A file that went away just now is made again.
  const found = toldOr(sql, 'notOpened' in told ? await answer() : told, 'answer')
  return { ...found, pinned: pinnedTo(sql, named, tables), tables }
}

function toldOr<K extends 'tables' | 'answer'>(sql: string, told: Told, what: K): Extract<Told, Record<K, unknown>>[K] {
  if ('fault' in told) throw new BadSql(told.fault, sql)
  if ('notOpened' in told) throw new Error(`a table cannot be opened: ${told.notOpened}`)
  if (!(what in told)) throw new Error(`a process that answers SQL answered something else than ${what}`)
  return (told as Extract<Told, Record<K, unknown>>)[what]
}

async function filesOf(ctx: Context, named: NamedTable[], tables: Map<string, PublicTable>) {
  const names = [...new Map(named.map(({ name }) => [name.toLowerCase(), name])).values()]
  return Promise.all(
    names.map(async (name) => {
      const table = tables.get(name.toLowerCase()) as PublicTable
      const file = path.basename(await ctx.tables.duckFileOf(table))
      return { name, file, columns: table.columns.map((column) => column.name) }
    }),
  )
}

function pinnedTo(sql: string, named: NamedTable[], tables: Map<string, PublicTable>): string {
  return pinTables(sql, named, (name) => {
    const { id, seq } = tables.get(name.toLowerCase()) as PublicTable
    return `${id}@${seq}`
  })
}
