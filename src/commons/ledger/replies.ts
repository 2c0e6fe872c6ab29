import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'

export const LedgerView = Type.Object({
  origin: nullable(Type.String({ description: 'Name of the log; null before it has begun' })),
  vkey: nullable(Type.String({ description: 'Public key of the log, as a verifier wants it' })),
  size: Type.Integer({ description: 'Entries in the newest signed tree' }),
  root: nullable(Type.String({ description: 'Root of that tree, base64' })),
  signedAt: nullable(Type.String({ description: 'RFC 3339' })),
  waiting: Type.Integer({ description: 'Acknowledged entries that no checkpoint holds yet' }),
  witnesses: Type.Array(
    Type.Object({
      name: Type.String(),
      cosigned: Type.Boolean({ description: 'Has signed the newest tree' }),
      lastSize: nullable(Type.Integer({ description: 'The largest tree that it has signed' })),
    }),
  ),
  byDay: Type.Array(Type.Object({ day: Type.String(), entries: Type.Integer() })),
  latest: Type.Array(
    Type.Object({ index: Type.Integer(), kind: Type.String(), says: Type.String(), entry: Type.String() }),
    { description: 'The newest published entries, the last one first; `entry` is what is hashed' },
  ),
})
export type LedgerView = Type.Static<typeof LedgerView>

export const ReceiptCheckPage = Type.Object({ vkey: nullable(Type.String()) })
export type ReceiptCheckPage = Type.Static<typeof ReceiptCheckPage>

export const ReceiptChecked = Type.Object({
  good: Type.Boolean(),
  reason: nullable(Type.String({ description: 'Why it is refused, a stable code' })),
  index: nullable(Type.Integer()),
  size: nullable(Type.Integer({ description: 'Entries in the tree that the receipt was made for' })),
  entry: nullable(Type.String({ description: 'What the receipt proves to be in the log' })),
  says: nullable(Type.String()),
  day: nullable(Type.String()),
  witnesses: Type.Array(Type.String(), { description: 'Who signed that tree besides the log' }),
})
export type ReceiptChecked = Type.Static<typeof ReceiptChecked>

export const EntryPromise = Type.Object({
  state: Type.Enum(['acknowledged', 'late', 'published', 'erased', 'unknown'], {
    description:
      'acknowledged: written, and a checkpoint will hold it; late: it should hold it by now; published: it does, and there is a receipt; erased: nobody can tell any more which entry it is; unknown: no entry is found, or not yet (an act replies before its entry has a number)',
  }),
  index: nullable(Type.Integer({ description: 'Number of the entry in the log, from 0' })),
  leafHash: nullable(Type.String({ description: 'RFC 6962 hash of the entry, base64' })),
  withinSeconds: Type.Integer({
    description: 'How soon after the acknowledgement the entry is published at the latest',
  }),
})
export type EntryPromise = Type.Static<typeof EntryPromise>
