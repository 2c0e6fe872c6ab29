import Type from 'typebox'
import { ProcessRef } from '../process-ref.ts'

/** A scan by the sheets that it shows. What it shows opens at `path`, without language, for those who may see it. */
export const Scan = Type.Object({
  id: Type.String(),
  first: Type.Integer(),
  last: Type.Integer(),
  picture: Type.Boolean({ description: 'Otherwise a PDF' }),
  path: Type.String(),
  sha256: Type.String({ description: 'As the public log names it; hexadecimal' }),
})
export type Scan = Type.Static<typeof Scan>

const Batch = Type.Object({
  id: Type.String(),
  position: Type.Integer(),
  label: Type.String(),
  sheets: Type.Integer(),
})

export const ScansView = Type.Object({
  process: ProcessRef,
  batch: Batch,
  maySee: Type.Boolean({ description: 'This officer counts the batch, or reads drawn sheets once more' }),
  mayChange: Type.Boolean({ description: 'Paper is being counted' }),
  days: Type.Integer({ description: 'Days after the close for which scans are kept' }),
  items: Type.Array(Scan),
})
export type ScansView = Type.Static<typeof ScansView>

export const ScanToRemove = Type.Object({ process: ProcessRef, batch: Batch, scan: Scan, mayChange: Type.Boolean() })
export type ScanToRemove = Type.Static<typeof ScanToRemove>

export const ScansRef = Type.Object({ number: Type.Integer(), batch: Type.String() })
