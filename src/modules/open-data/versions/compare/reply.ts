import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { columnTypes } from '../../ingest/fields.ts'

const Titles = Type.Array(Type.String(), { description: 'Titles of columns' })

export const ChangedColumns = Type.Object({
  added: Titles,
  removed: Titles,
  retyped: Type.Array(
    Type.Object({ title: Type.String(), from: Type.Enum([...columnTypes]), to: Type.Enum([...columnTypes]) }),
  ),
  otherUnit: Type.Array(
    Type.Object({ title: Type.String(), from: nullable(Type.String()), to: nullable(Type.String()) }),
    { description: 'Columns whose numbers stand beside another unit' },
  ),
  moved: Type.Boolean({ description: 'Those that stayed stand in another order' }),
})
export type ChangedColumns = Type.Static<typeof ChangedColumns>
