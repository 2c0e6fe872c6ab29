import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { ColumnView } from '../ingest/replies.ts'
import { recallReasons } from '../recall/recall.ts'
import { changeKinds } from './compare/compare-tables.ts'
import { ChangedColumns } from './compare/reply.ts'

const At = Type.String({ format: 'date-time' })
const Named = Type.Object({ name: Type.String(), title: Type.String() })

const counts = { added: Type.Integer(), removed: Type.Integer(), changed: Type.Integer() }

const TableOfVersion = Type.Object({
  id: Type.String(),
  sheet: Type.String({ description: 'Empty for a file that is one table' }),
  rows: Type.Integer(),
  columns: Type.Integer(),
  since: nullable(
    Type.Object({
      seq: Type.Integer({ description: 'The public version before that had this table' }),
      rows: nullable(Type.Object(counts, { description: 'Null where nobody has counted them yet' })),
      columns: ChangedColumns,
    }),
  ),
})
export type TableOfVersion = Type.Static<typeof TableOfVersion>

export const VersionsView = Type.Object({
  dataset: Named,
  distribution: Type.Object({ id: Type.String(), title: Type.String() }),
  items: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      isCurrent: Type.Boolean({ description: 'What everybody gets who names no version' }),
      publishedAt: At,
      fileName: Type.String({
        description: 'Empty of a version that was taken down: it may tell what must not be told',
      }),
      sha256: Type.String({ description: 'Of the file as it came' }),
      size: Type.Integer({ description: 'Bytes of the file as it came' }),
      recalled: nullable(
        Type.Object(
          { at: At, reason: Type.Enum([...recallReasons]), text: Type.String() },
          { description: 'It was taken down: nothing of it can be had' },
        ),
      ),
      tables: Type.Array(TableOfVersion, { description: 'None of a version that was taken down' }),
    }),
    { description: 'The newest first' },
  ),
  next: nullable(Type.Integer({ description: 'For `below`: older ones' })),
})
export type VersionsView = Type.Static<typeof VersionsView>
export type VersionInHistory = VersionsView['items'][number]

const Cells = Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]))

export const ChangesView = Type.Object({
  table: Type.String(),
  sheet: Type.String({ description: 'Empty for a file that is one table' }),
  title: Type.String(),
  dataset: Named,
  distribution: Type.String(),
  versions: Type.Array(Type.Integer(), {
    description: 'Public ones that have this table, the newest first, at most 200',
  }),
  from: nullable(Type.Integer({ description: 'Null where there is no version to compare with' })),
  to: Type.Integer(),
  key: nullable(
    Type.Object({
      columns: Type.Array(Named, { description: 'By which a row is known in both; none: whole rows are compared' }),
      how: Type.Enum(['declared', 'found', 'rows'], {
        description: 'By the institution; because no two rows share them; or no such columns',
      }),
      notUnique: Type.Boolean({ description: 'The institution named columns, but some rows share what stands there' }),
    }),
  ),
  rows: nullable(
    Type.Object({ ...counts, before: Type.Integer(), after: Type.Integer() }, { description: 'How many' }),
  ),
  columns: nullable(
    Type.Object({
      before: Type.Array(ColumnView),
      after: Type.Array(ColumnView),
      changes: ChangedColumns,
    }),
  ),
  kind: Type.Enum([...changeKinds]),
  items: Type.Array(
    Type.Object({
      row: Type.Object(
        { before: nullable(Type.Integer()), after: nullable(Type.Integer()) },
        { description: 'Its number in each version' },
      ),
      before: nullable(Cells),
      after: nullable(Cells),
      changed: Type.Array(Type.String(), { description: 'Names of the columns in which it differs' }),
    }),
    { description: 'Of the kind, in the order of the file' },
  ),
  page: Type.Integer(),
  pages: Type.Integer(),
})
export type ChangesView = Type.Static<typeof ChangesView>
