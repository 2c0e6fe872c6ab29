import { quoted } from '../engine/duckdb.ts'
import type { Column } from '../table-schema.ts'
import { sharedText, tellingColumns } from '../telling-columns.ts'
import { identifier } from './addresses.ts'

export interface ExampleQuestion {
  what: 'rows' | 'count' | 'sum' | 'months'
  sql: string
}

/** Questions that a table of such columns answers, to begin with. @param name what a question calls it */
export function exampleQuestions(name: string, columns: Column[]): ExampleQuestion[] {
  const from = `FROM ${quoted(name)}`
  const telling = tellingColumns(columns)
  const first = (...types: Column['type'][]) => telling.find(({ type }) => types.includes(type))
  const text = sharedText(telling) ?? first('boolean')
  const number = first('number') ?? telling.findLast(({ type }) => type === 'integer')
  const day = first('date', 'datetime')
  const [t, n, d] = [text, number, day].map((column) => column && identifier(column.name))
  return [
    { what: 'rows' as const, sql: `SELECT *\n${from}\nLIMIT 20` },
    ...(t
      ? [
          {
            what: 'count' as const,
            sql: `SELECT ${t}, count(*) AS n\n${from}\nGROUP BY ${t}\nORDER BY n DESC\nLIMIT 20`,
          },
        ]
      : []),
    ...(t && n
      ? [
          {
            what: 'sum' as const,
            sql: `SELECT ${t}, sum(${n}) AS total, avg(${n}) AS mean\n${from}\nGROUP BY ${t}\nORDER BY total DESC\nLIMIT 20`,
          },
        ]
      : []),
    ...(d
      ? [
          {
            what: 'months' as const,
            sql: `SELECT strftime(${d}, '%Y-%m') AS month, ${n ? `avg(${n}) AS mean` : 'count(*) AS n'}\n${from}\nGROUP BY month\nORDER BY month`,
          },
        ]
      : []),
  ]
}
