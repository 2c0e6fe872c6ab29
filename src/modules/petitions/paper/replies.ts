import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { Day, PetitionRef } from '../replies.ts'
import { batchStates } from './batch.ts'

const Authority = Type.Object({ slug: Type.String(), name: Type.String() })
const Units = Type.Array(Type.Object({ unit: Type.String(), name: Type.String(), signatures: Type.Integer() }))
const Instant = Type.String({ description: 'Instant, RFC 3339' })

const Batch = {
  id: Type.String(),
  petition: PetitionRef,
  authority: Authority,
  state: Type.Enum([...batchStates]),
  sheets: Type.Integer(),
  receivedOn: Day,
  signatures: nullable(Type.Integer({ description: 'Agreed by two officers' })),
}

export const PaperList = Type.Object({
  items: Type.Array(
    Type.Object({ ...Batch, waitsForMe: Type.Boolean({ description: 'The viewer may count it and has not' }) }),
  ),
  mayRecord: Type.Boolean(),
})
export type PaperList = Type.Static<typeof PaperList>

export const PaperBatchView = Type.Object({
  ...Batch,
  units: nullable(Units),
  createdAt: Instant,
  reason: nullable(Type.String()),
  scans: Type.Array(Type.Object({ id: Type.String(), position: Type.Integer(), type: Type.String() }), {
    description: 'Empty once they were deleted',
  }),
  alike: Type.Array(
    Type.Object({
      id: nullable(Type.String({ description: 'null where the viewer may not open it' })),
      because: Type.Enum(['scan', 'delivery']),
      state: Type.Enum([...batchStates]),
      authority: Type.String(),
      receivedOn: Day,
      sheets: Type.Integer(),
    }),
    { description: 'Other batches of the petition that may hold the same sheets' },
  ),
  counts: Type.Array(
    Type.Object({
      by: Type.String(),
      mine: Type.Boolean(),
      signatures: Type.Integer(),
      units: nullable(Units),
      corrected: Type.Boolean(),
      countedAt: Instant,
    }),
    { description: 'Only the own one until the batch is decided or two who counted differ' },
  ),
  mayCount: nullable(Type.Enum(['blind', 'correction'])),
  mayReject: Type.Boolean(),
  mayEnd: Type.Boolean(),
})
export type PaperBatchView = Type.Static<typeof PaperBatchView>
