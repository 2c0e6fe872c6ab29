import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { columnTypes } from '../ingest/fields.ts'
import { TableView } from '../ingest/tables/replies.ts'
import { VersionMarks } from '../recall/replies.ts'

const Places = Type.Object({
  by: Type.String({ description: 'Column whose cells name places' }),
  units: Type.Array(
    Type.Object({
      iso: Type.String(),
      name: Type.String(),
      rows: Type.Integer(),
      value: nullable(Type.Number({ description: 'The measure; null where there is none' })),
      cells: Type.Array(Type.String(), { description: 'What stands in the column, the most frequent first' }),
    }),
    {
      description:
        'First-level units of the country, named or a place within them; largest value first, those without rows last',
    },
  ),
  matched: Type.Integer({ description: 'Rows whose place is known' }),
  unmatched: Type.Array(Type.Object({ cell: Type.String(), rows: Type.Integer() }), {
    description: 'What names no place of the country, the most frequent first',
  }),
  unmatchedRows: Type.Integer(),
})

const Spots = Type.Object({
  latitude: Type.String({ description: 'Column' }),
  longitude: Type.String({ description: 'Column' }),
  ground: Type.Object({ south: Type.Number(), west: Type.Number(), north: Type.Number(), east: Type.Number() }),
  items: Type.Array(
    Type.Object({
      latitude: Type.Number(),
      longitude: Type.Number(),
      rows: Type.Integer(),
      value: nullable(Type.Number()),
      around: Type.Object({ south: Type.Number(), west: Type.Number(), north: Type.Number(), east: Type.Number() }),
    }),
    { description: 'Points that lie near each other are one; the most rows first' },
  ),
  outside: Type.Integer({ description: 'Rows without coordinates, or far from all others' }),
})
export type SpotsView = Type.Static<typeof Spots>
export type PlacesView = Type.Static<typeof Places>

export const MapView = Type.Object({
  id: Type.String(),
  sheet: Type.String(),
  title: TableView.properties.title,
  titleLang: TableView.properties.titleLang,
  dataset: TableView.properties.dataset,
  institution: Type.Object({ slug: Type.String(), name: Type.String() }),
  version: Type.Object({
    seq: Type.Integer(),
    pinned: Type.Boolean(),
    publishedAt: Type.String({ format: 'date-time' }),
  }),
  errata: VersionMarks.properties.errata,
  columns: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), type: Type.Enum([...columnTypes]) })),
  kinds: Type.Array(Type.Enum(['places', 'spots']), { description: 'What can be drawn of this table' }),
  kind: Type.Enum(['places', 'spots']),
  measure: Type.Object({ figure: Type.Enum(['count', 'sum', 'mean']), column: nullable(Type.String()) }),
  query: TableView.properties.query,
  places: nullable(Places),
  spots: nullable(Spots),
  wrong: nullable(Type.String({ description: 'What was asked that the table has not' })),
})
export type MapView = Type.Static<typeof MapView>
