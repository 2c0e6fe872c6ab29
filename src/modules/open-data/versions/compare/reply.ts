import Type from 'typebox'
import { columnTypes } from '../../ingest/fields.ts'

const Titles = Type.Array(Type.String(), { description: 'Titles of columns' })

export const ChangedColumns = Type.Object({
  added: Titles,
  removed: Titles,
  retyped: Type.Array(
    Type.Object({ title: Type.String(), from: Type.Enum([...columnTypes]), to: Type.Enum([...columnTypes]) }),
  ),
  moved: Type.Boolean({ description: 'Those that stayed stand in another order' }),
})
export type ChangedColumns = Type.Static<typeof ChangedColumns>
