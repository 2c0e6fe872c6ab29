import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { PublicBasis } from '../../guard/public-basis.ts'
import { VersionMarks } from '../../recall/replies.ts'
import { ColumnView } from '../replies.ts'
import { comparisons } from './fields.ts'

export const TableView = Type.Object({
  id: Type.String(),
  sheet: Type.String({ description: 'Empty for a file that is one table' }),
  title: Type.String(),
  titleLang: Type.Enum([...langs], {
    description: 'In which the title is: the reader’s, where it was written in that',
  }),
  dataset: Type.Object({ name: Type.String(), title: Type.String(), titleLang: Type.Enum([...langs]) }),
  distribution: Type.String(),
  institution: Type.Object({ slug: Type.String(), name: Type.String() }),
  version: Type.Object({
    seq: Type.Integer(),
    isCurrent: Type.Boolean({ description: 'What everybody gets who names no version' }),
    publishedAt: Type.String({ format: 'date-time' }),
    fileName: Type.String(),
    sha256: Type.String({ description: 'Of the file as it came' }),
    size: Type.Integer({ description: 'Bytes of the file as it came' }),
    original: Type.Boolean({ description: 'Whether it is given away: texts are, workbooks and archives not yet' }),
    rows: Type.Integer({ description: 'Of this table' }),
    rejected: Type.Integer({ description: 'Lines of the file left out and cells left empty, because they do not fit' }),
  }),
  marks: VersionMarks,
  basis: PublicBasis,
  current: nullable(
    Type.Integer({
      description: 'The version that everybody gets now, where it has this table; null where it has not',
    }),
  ),
  columns: Type.Array(ColumnView),
  items: Type.Array(
    Type.Object({
      id: Type.Integer({ description: 'Number of the row in the table, from 1' }),
      cells: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]), {
        description: 'In the order of the columns',
      }),
    }),
  ),
  total: Type.Integer({ description: 'Rows that fit what was asked' }),
  page: Type.Integer(),
  pages: Type.Integer(),
  query: Type.Object({
    version: nullable(Type.Integer({ description: 'The version that was named' })),
    q: nullable(Type.String()),
    sort: nullable(Type.Object({ column: Type.String(), descending: Type.Boolean() })),
    filters: Type.Array(Type.Object({ column: Type.String(), is: Type.Enum([...comparisons]), value: Type.String() })),
  }),
  wrong: nullable(Type.String({ description: 'Why nothing is found: what was asked that the table has not' })),
  typed: nullable(
    Type.Object(
      {
        column: nullable(Type.String()),
        is: nullable(Type.Enum([...comparisons])),
        value: nullable(Type.String()),
        field: Type.Enum(['column', 'value'], { description: 'Where it is mended' }),
        error: Type.String(),
      },
      { description: 'One filter more that was sent with `column`, `is` and `value` and could not be understood' },
    ),
  ),
})
export type TableView = Type.Static<typeof TableView>
