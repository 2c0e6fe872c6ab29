import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { figureNames } from '../engine/group-rows.ts'
import { ColumnView } from '../ingest/replies.ts'
import { comparisons } from '../ingest/tables/fields.ts'
import { ErratumView } from '../recall/replies.ts'
import { chartKinds } from './fields.ts'

const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

/** Which rows of which table are looked at. */
export const AboutTable = Type.Object({
  id: Type.String(),
  sheet: Type.String({ description: 'Empty for a file that is one table' }),
  title: Type.String(),
  titleLang: Type.Enum([...langs], {
    description: 'In which the title is: the reader’s, where it was written in that',
  }),
  dataset: Type.Object({ name: Type.String(), title: Type.String(), titleLang: Type.Enum([...langs]) }),
  institution: Type.Object({ slug: Type.String(), name: Type.String() }),
  version: Type.Object({
    seq: Type.Integer(),
    current: Type.Boolean({ description: 'What everybody gets who names no version' }),
    publishedAt: Type.String({ format: 'date-time' }),
    rows: Type.Integer({ description: 'Of this table' }),
  }),
  errata: Type.Array(ErratumView, { description: 'Of this version and of those that it replaces, the newest first' }),
  columns: Type.Array(ColumnView),
  rows: Type.Object({
    version: nullable(Type.Integer({ description: 'As it was asked for; null: the current one' })),
    q: nullable(Type.String()),
    filters: Type.Array(Type.Object({ column: Type.String(), is: Type.Enum([...comparisons]), value: Type.String() })),
  }),
})
export type AboutTable = Type.Static<typeof AboutTable>

const wrong = nullable(Type.String({ description: 'Why nothing is told: what was asked that the table has not' }))

export const ColumnsView = Type.Object({
  table: AboutTable,
  items: Type.Array(
    Type.Object({
      column: Type.String(),
      filled: Type.Integer({ description: 'Rows in which something stands' }),
      missing: Type.Integer(),
      distinct: Type.Integer(),
      min: Cell,
      max: Cell,
      mean: nullable(Type.Number()),
      top: Type.Array(Type.Object({ value: Cell, count: Type.Integer() }), { description: 'Most frequent first' }),
      histogram: Type.Array(Type.Object({ from: Cell, to: Cell, count: Type.Integer() }), {
        description: 'Equal steps; the last one has its end too',
      }),
    }),
  ),
  wrong,
})
export type ColumnsView = Type.Static<typeof ColumnsView>

export const GroupsView = Type.Object({
  table: AboutTable,
  by: Type.Array(Type.String(), { description: 'As in the address: column, column:month, column:step:10' }),
  of: Type.Array(Type.String(), { description: 'As in the address: sum:column' }),
  sort: nullable(Type.String({ description: 'One of the keys or figures, or count; - for the largest first' })),
  items: Type.Array(
    Type.Object({
      keys: Type.Array(Cell, { description: 'In the order of by' }),
      count: Type.Integer({ description: 'Rows' }),
      figures: Type.Array(Cell, { description: 'In the order of of' }),
    }),
  ),
  total: Type.Integer({ description: 'Groups' }),
  page: Type.Integer(),
  pages: Type.Integer(),
  wrong,
})
export type GroupsView = Type.Static<typeof GroupsView>

export const ChartView = Type.Object({
  table: AboutTable,
  chart: Type.Object({
    kind: Type.Enum([...chartKinds]),
    x: Type.String({ description: 'As in the address: column, column:month, column:step:10' }),
    y: nullable(Type.String({ description: 'Column of the figure; null: the number of rows' })),
    figure: Type.Enum([...figureNames]),
    split: nullable(Type.String({ description: 'Column whose values are drawn apart' })),
    of: Type.Array(Type.String(), {
      description: 'More figures, as in the address: sum:column. Only where nothing is drawn apart',
    }),
  }),
  keys: Type.Array(Cell, { description: 'Along x; of a histogram the beginnings of its steps' }),
  ends: Type.Array(Cell, { description: 'Of a histogram: the ends of its steps' }),
  series: Type.Array(
    Type.Object({
      name: Cell,
      figure: nullable(Type.String({ description: 'As in the address, where several are drawn' })),
      values: Type.Array(nullable(Type.Number()), { description: 'In the order of keys' }),
    }),
  ),
  points: Type.Array(Type.Object({ row: Type.Integer(), x: Cell, y: Cell, series: Type.Integer() }), {
    description: 'Of a scatter chart; series is a place in series',
  }),
  drawn: Type.Object({
    keys: Type.Integer({ description: 'How many groups or rows are drawn' }),
    ofKeys: Type.Integer(),
    series: Type.Integer(),
    ofSeries: Type.Integer({ description: 'Values of the column that parts them' }),
    withoutPlace: Type.Integer({ description: 'Rows that are not drawn: nothing stands in a column that says where' }),
  }),
  wrong,
})
export type ChartView = Type.Static<typeof ChartView>
