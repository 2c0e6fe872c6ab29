import type { Entry } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Level } from './petition.ts'

interface Signature {
  number: number
  id: string
  unitKey: string
  level: Level
}

/** One person's signature counts from this day. `record` is the link to our row; it dies with the row's key. */
export function signatureConfirmed(signature: Signature, recordKey: Buffer, day: PlainDay): Entry {
  return entry('petitions.signature-confirmed', signature, recordKey, day)
}

/** The signature of the same `record` no longer counts: its signer took it back. */
export function signatureWithdrawn(signature: Signature, recordKey: Buffer, day: PlainDay): Entry {
  return entry('petitions.signature-withdrawn', signature, recordKey, day)
}

/**
 * The signature of the same `record` no longer counts: its signer gave a stronger one, which is counted by an entry of its own
 * in the same transaction. The two entries do not name each other. `record` is null where the signer had the link to it erased and
 * came back: the count is taken off all the same.
 */
export function signatureReplaced(signature: Signature, recordKey: Buffer | null, day: PlainDay): Entry {
  return entry('petitions.signature-replaced', signature, recordKey, day)
}

/** No signature is taken any more. */
export function petitionClosed(petition: number, day: PlainDay): Entry {
  return { kind: 'petitions.closed', v: 1, petition, day }
}

/** `paper`, where there is any: signatures on paper that count towards this threshold beside the confirmed ones. */
export function thresholdMoved(
  kind: 'crossed' | 'uncrossed',
  petition: number,
  name: string,
  signatures: number,
  day: PlainDay,
  paper: number,
): Entry {
  return { kind: `petitions.threshold-${kind}`, v: 1, petition, name, signatures, day, ...(paper > 0 && { paper }) }
}

function entry(kind: string, signature: Signature, recordKey: Buffer | null, day: PlainDay): Entry {
  const record = recordKey && keyedHash(recordKey, signature.id).toString('base64url')
  return { kind, v: 1, petition: signature.number, unit: signature.unitKey, level: signature.level, day, record }
}
