import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { SaidView } from '../catalogue/find/replies.ts'
import { accessRights } from '../dataset.ts'
import { FindingView, GuardView } from '../guard/replies.ts'
import { DriftView } from '../versions/drift/reply.ts'
import { columnTypes, delimiterNames } from './fields.ts'
import { versionStates } from './version.ts'

const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const At = Type.String({ format: 'date-time' })

/** Whose file it is. */
export const whose = {
  dataset: Type.Object({
    name: Type.String(),
    title: Type.String(),
    public: Type.Boolean(),
    seen: Type.Boolean({ description: 'It is public, or was' }),
    waits: Type.Boolean({ description: 'It waits to be published: nobody changes its files meanwhile' }),
    accessRights: Type.Enum([...accessRights], { description: 'Of others than PUBLIC ones no version is published' }),
    own: Type.Boolean({ description: 'It is of the viewer’s institution' }),
  }),
  distribution: Type.Object({ id: Type.String(), title: Type.String() }),
}

export const BeginView = Type.Object({
  dataset: nullable(
    Type.Object({ name: Type.String(), title: SaidView }, { description: 'Null where the file begins one' }),
  ),
  institutions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
    description: 'For which the viewer can begin one',
  }),
  mostBytes: Type.Integer(),
})
export type BeginView = Type.Static<typeof BeginView>

const versionFields = {
  seq: Type.Integer(),
  fileName: Type.String(),
  sha256: Type.String({ description: 'Of the file as it came' }),
  size: Type.Integer({ description: 'Bytes' }),
  state: Type.Enum([...versionStates]),
  createdAt: At,
  readAt: nullable(At),
  publishedAt: nullable(At),
}

export const VersionInList = Type.Object({
  ...versionFields,
  tables: Type.Integer(),
  rows: Type.Integer({ description: 'Of all tables' }),
  rejected: Type.Integer({ description: 'Lines left out and cells left empty' }),
})
export type VersionInList = Type.Static<typeof VersionInList>

export const FilesView = Type.Object({
  ...whose,
  outside: Type.Boolean({ description: 'The distribution is an address: no file can be sent' }),
  fetched: Type.Boolean({ description: 'Its file is fetched from an address, or was' }),
  mostBytes: Type.Integer(),
  uploads: Type.Array(
    Type.Object({
      id: Type.String(),
      fileName: Type.String(),
      size: Type.Integer(),
      received: Type.Integer({ description: 'Bytes; the next piece begins there' }),
    }),
    { description: 'What the reader has begun to send in pieces' },
  ),
  versions: Type.Array(VersionInList, { description: 'The newest first, at most 50' }),
})
export type FilesView = Type.Static<typeof FilesView>

export const RejectView = Type.Object({
  line: Type.Integer({ description: 'Where the row begins in the file, or its number on the sheet' }),
  column: nullable(Type.String()),
  value: Type.String(),
  reason: Type.String({ description: 'In the language of the reply' }),
})
export type RejectView = Type.Static<typeof RejectView>

export const ColumnView = Type.Object({
  name: Type.String({ description: 'For programs' }),
  title: Type.String({ description: 'As it stands in the file' }),
  type: Type.Enum([...columnTypes]),
  missing: Type.Integer({ description: 'Rows in which nothing stands' }),
  format: Type.Optional(
    Type.Object(
      {
        unit: Type.Optional(Type.String({ description: 'Stands beside each number in the file: %, lei, EUR' })),
        thousands: Type.Optional(
          Type.Enum([' ', '.', ',', "'"], { description: 'Stands between the thousands of its numbers' }),
        ),
        pattern: Type.Optional(
          Type.String({ description: 'Of dates: in which order, dd mmmm yyyy with names of months' }),
        ),
      },
      { description: 'How values are written in the file' },
    ),
  ),
})
export type ColumnView = Type.Static<typeof ColumnView>

const TableOfVersion = Type.Object({
  id: Type.String(),
  sheet: Type.String({ description: 'Empty for a file that is one table' }),
  rows: Type.Integer(),
  rejected: Type.Integer(),
  preamble: Type.Integer(),
  headerRows: Type.Integer(),
  totals: Type.Integer(),
  hidden: Type.Boolean({ description: 'The sheet is not shown when the workbook is opened' }),
  encoding: nullable(Type.String({ description: 'Of a text that lies in an archive' })),
  delimiter: nullable(Type.String()),
  columns: Type.Array(ColumnView),
  rejects: Type.Array(RejectView, { description: 'The first ones' }),
  openQuotes: Type.Object(
    { count: Type.Integer(), first: Type.Array(Type.Omit(RejectView, ['reason'])) },
    { description: 'Cells that were taken as they are, with a quote that is never closed' },
  ),
  key: Type.Array(Type.String(), {
    description: 'Names of the columns by which an officer says that its rows are known',
  }),
  preview: Type.Array(Type.Array(Cell), { description: 'The first rows' }),
})
export type TableOfVersion = Type.Static<typeof TableOfVersion>

export const VersionView = Type.Object({
  ...whose,
  ...versionFields,
  progress: Type.Integer({ description: 'Lines read so far' }),
  failure: nullable(Type.String({ description: 'Why the file could not be read, in the language of the reply' })),
  format: nullable(Type.String()),
  encoding: nullable(Type.String()),
  delimiter: nullable(Type.String()),
  overrides: Type.Object({
    encoding: nullable(Type.String()),
    delimiter: nullable(Type.Enum([...delimiterNames])),
    preamble: nullable(Type.Integer()),
    headerRows: nullable(Type.Integer()),
    totals: nullable(Type.Integer()),
    commaBelow: Type.Boolean(),
    columns: Type.Array(Type.Object({ title: Type.String(), type: Type.Enum([...columnTypes]) })),
  }),
  tables: Type.Array(TableOfVersion),
  drift: nullable(DriftView),
  guard: GuardView,
  may: Type.Object({ publish: Type.Boolean(), overrule: Type.Boolean() }),
})
export type VersionView = Type.Static<typeof VersionView>

export const VersionAddress = Type.Object({
  dataset: Type.String(),
  distribution: Type.String(),
  version: Type.Integer(),
})

export const ReportView = Type.Object({
  ...whose,
  seq: Type.Integer(),
  table: Type.Object({ id: Type.String(), sheet: Type.String() }),
  items: Type.Array(RejectView),
  findings: Type.Array(FindingView, { description: 'What looks like personal data in it, with samples masked' }),
  total: Type.Integer({ description: 'Lines left out and cells left empty' }),
  next: nullable(Type.String()),
})
export type ReportView = Type.Static<typeof ReportView>
