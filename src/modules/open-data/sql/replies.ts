import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { conflictReasons } from '../catalogue/vocabularies/licences-together.ts'
import { columnTypes } from '../ingest/fields.ts'

const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

const NamedTable = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'What a question calls it' }),
  title: Type.String(),
  sheet: Type.String({ description: 'Empty for a file that is one table' }),
  dataset: Type.Object({ name: Type.String(), title: Type.String() }),
  licence: Type.String({ description: 'A code of the EU’s list; notspecified or another one of what was imported' }),
  rows: Type.Integer(),
  seq: Type.Integer({ description: 'Of its version' }),
})
export type NamedTableView = Type.Static<typeof NamedTable>

export const SqlAnswerView = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.Enum([...columnTypes, 'json'], { description: 'json: a list or a record, as text' }),
    }),
  ),
  items: Type.Array(Type.Array(Cell), { description: 'Rows of this page, their cells in the order of the columns' }),
  total: Type.Integer({ description: 'Rows of the whole answer' }),
  truncated: Type.Boolean({ description: 'There would be more rows, which are not given' }),
  page: Type.Integer(),
  pages: Type.Integer(),
  milliseconds: Type.Integer({ description: 'Taken to answer' }),
  pinned: Type.String({
    description: 'The same question about these versions of the tables, whatever is published later',
  }),
  tables: Type.Array(NamedTable),
  licenceConflicts: Type.Array(
    Type.Object({
      why: Type.Enum([...conflictReasons]),
      licences: Type.Array(
        Type.Object({ code: Type.String(), name: Type.String({ description: 'In the language of the reply' }) }),
      ),
    }),
    { description: 'Why what is merged here of several files may not be passed on as one' },
  ),
})
export type SqlAnswerView = Type.Static<typeof SqlAnswerView>

export const SqlView = Type.Object({
  q: nullable(Type.String()),
  answer: nullable(SqlAnswerView),
  wrong: nullable(
    Type.Object({
      code: Type.String(),
      text: Type.String({ description: 'Why there is no answer' }),
    }),
  ),
  table: nullable(
    Type.Object({
      ...NamedTable.properties,
      columns: Type.Array(
        Type.Object({
          name: Type.String(),
          title: Type.String(),
          type: Type.Enum([...columnTypes]),
          missing: Type.Integer(),
        }),
      ),
      examples: Type.Array(Type.Object({ what: Type.Enum(['rows', 'count', 'sum', 'months']), sql: Type.String() })),
    }),
  ),
  find: nullable(Type.String()),
  offered: Type.Array(NamedTable, { description: 'Tables to ask: what was searched for, else the newest' }),
  limits: Type.Object({ seconds: Type.Number(), rows: Type.Integer() }),
})
export type SqlView = Type.Static<typeof SqlView>
