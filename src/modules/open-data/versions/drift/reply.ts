import Type from 'typebox'
import { ChangedColumns } from '../compare/reply.ts'

const Hundredths = Type.Integer({ description: 'Hundredths of the rows' })

export const DriftView = Type.Object(
  {
    tables: Type.Array(
      Type.Object({
        sheet: Type.String({ description: 'Empty for a file that is one table' }),
        columns: ChangedColumns,
        rows: Type.Object({ before: Type.Integer(), now: Type.Integer() }),
        fewer: Type.Boolean({ description: 'Fewer than half of the rows are left' }),
        emptier: Type.Array(Type.Object({ title: Type.String(), before: Hundredths, now: Hundredths }), {
          description: 'Columns in which far more is missing than before',
        }),
        emptied: Type.Array(Type.String(), { description: 'Columns that an overruled type left without any value' }),
      }),
    ),
    lost: Type.Array(Type.String(), { description: 'Sheets that are gone' }),
    mustBeSeen: Type.Boolean({ description: 'Publishing takes `driftSeen`' }),
  },
  { description: 'In what it differs from the version that everybody has' },
)
export type DriftView = Type.Static<typeof DriftView>
