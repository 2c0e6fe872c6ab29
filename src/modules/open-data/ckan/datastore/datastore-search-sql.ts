import { say } from '#kernel/i18n/translator.ts'
import { quoted } from '../../engine/duckdb.ts'
import { askSql } from '../../sql/ask-sql.ts'
import { recordOf } from '../../sql/download-answer.ts'
import { BadSql, type Fault } from '../../sql/fault.ts'
import { MOST_POSTED } from '../../sql/fields.ts'
import type { AnswerColumn } from '../../sql/runner/protocol.ts'
import { sqlLimits } from '../../sql/runner/runners.ts'
import { type CkanAction, CkanError, invalid, notFound } from '../action.ts'
import { neededText } from '../read-fields.ts'

export const datastoreSearchSql: CkanAction = {
  help: `The answer to one SELECT. sql: the statement, in DuckDB's SQL, which is close to PostgreSQL's; tables stand in double quotes by their resource_id,
also of a version ("id@3"), or by the name of their dataset. At most ${MOST_POSTED} characters. At most ${sqlLimits.rows} records, fewer where there are many fields; records_truncated when there are more.`,
  async run(ctx, input) {
    const sql = neededText(input, 'sql')
    if (sql.length > MOST_POSTED) throw invalid('sql', `Must be at most ${MOST_POSTED} characters long`)
    const answer = await askSql(ctx, sql).catch((error) => {
      throw error instanceof BadSql ? asCkanError(error.what, say(ctx.translate('en'), error.text)) : error
    })
    const { rows, truncated } = answer
    const columns = namedAsByPostgres(answer.columns, sql)
    return {
      sql,
      fields: columns.map(({ name, native }) => ({ id: name, type: native })),
      records: rows.map((row) => recordOf(columns, row)),
      ...(truncated && { records_truncated: true }),
    }
  },
}

/** How DuckDB names a column that is one call of a function and was given no name: `count_star()`, `max(elevi)`, `"left"(oras, 2)`. */
const CALL = /^(?:main\.)?"?(\w+)"?\(.*\)$/s

/**
 * PostgreSQL names such a column by the function alone, and CKAN's programs read `records[0].count`. Where two columns would have one name,
 * both keep their own, so that no value is lost.
 */
function namedAsByPostgres(columns: AnswerColumn[], sql: string): AnswerColumn[] {
  const names = columns.map(({ name }) => functionOf(name, sql) ?? name)
  return columns.map((column, at) => {
    const name = names[at] as string
    return names.filter((other) => other === name).length === 1 ? { ...column, name } : column
  })
}

function functionOf(name: string, sql: string): string | null {
  const called = CALL.exec(name)?.[1]?.toLowerCase()
  if (!called || called === 'cast' || sql.includes(quoted(name))) return null
  return called === 'count_star' ? 'count' : called
}

/** Where a database keeps what is not for everybody. */
const OF_THE_DATABASE = /^(pg|duckdb|sqlite|pragma|information_schema)(_|$)/i

function asCkanError(what: Fault, words: string): CkanError {
  switch (what.fault) {
    case 'function':
    case 'construct':
      return new CkanError('Authorization Error', { message: `Access denied: Not authorized to use ${what.name}` })
    case 'no-table':
      return OF_THE_DATABASE.test(what.name)
        ? new CkanError('Authorization Error', { message: `Access denied: Not authorized to access ${what.name}` })
        : notFound(`Resource "${what.name}" was not found.`)
    case 'several':
    case 'not-a-question':
      return invalid('query', 'Query is not a single statement.')
    case 'time':
      return invalid('query', 'Query took too long')
    default:
      return invalid('query', words)
  }
}
