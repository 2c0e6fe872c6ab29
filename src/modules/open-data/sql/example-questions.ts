import { quoted } from '../engine/duckdb.ts'
import { placeColumns, spotColumns } from '../map/columns.ts'
import type { Column } from '../table-schema.ts'
import { identifier } from './addresses.ts'

export interface ExampleQuestion {
  what: 'rows' | 'count' | 'sum' | 'months'
  sql: string
}

/** What numbers or names one row alone: nobody counts rows by it, or adds it up. */
const OF_ONE_ROW = /^(nr|no|num[aă]r(ul)?|id|idno|cod(ul)?|code|номер|код|nomer|kod|column_1)(_|$)/i

/** Questions that a table of such columns answers, to begin with. @param name what a question calls it */
export function exampleQuestions(name: string, columns: Column[]): ExampleQuestion[] {
  const from = `FROM ${quoted(name)}`
  const degrees = Object.values(spotColumns(columns) ?? {})
  const telling = columns.filter((column) => !degrees.includes(column.name) && !OF_ONE_ROW.test(column.name))
  const first = (...types: Column['type'][]) => telling.find(({ type }) => types.includes(type))
  const text = placeColumns(telling).find(({ type }) => type === 'string') ?? first('boolean')
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
