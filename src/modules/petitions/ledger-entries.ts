import { createHmac } from 'node:crypto'
import type { Entry } from '#commons/ledger/append-entry.ts'
import { canonicalJson } from '#commons/ledger/canonical-json.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Level } from './petition.ts'

interface Signature {
  number: number
  id: string
  unitKey: string
  level: Level
}

/**
 * A signature as the log knows it. It commits to the unit, which no entry tells (docs/decisions/0003-what-the-log-tells.md): who is given the
 * row's key can check id and unit against the entry. Erasing the key erases the link.
 *
 * @param recordKey of the row, 16 or 32 bytes
 */
export function recordOf(recordKey: Buffer, { id, unitKey }: { id: string; unitKey: string }): Buffer {
  return createHmac('sha256', recordKey)
    .update(canonicalJson({ id, unit: unitKey }))
    .digest()
}

/** One person's signature was confirmed on this day, also one that is held: nobody learns from the log which those are. */
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

/** The names of those who signed are forgotten; counts and text stay. */
export function petitionArchived(petition: number, day: PlainDay): Entry {
  return { kind: 'petitions.archived', v: 1, petition, day }
}

interface Threshold {
  /** Short name of the authority that promised. */
  authority: string
  name: string
  signatures: number
  /** Signatures on paper that count towards it beside the confirmed ones. */
  paper: number
}

/** A threshold of one of the authorities that are asked is reached, or no longer is. */
export function thresholdMoved(
  kind: 'crossed' | 'uncrossed',
  petition: number,
  { authority, name, signatures, paper }: Threshold,
  day: PlainDay,
): Entry {
  return {
    kind: `petitions.threshold-${kind}`,
    v: 2,
    petition,
    authority,
    name,
    signatures,
    day,
    ...(paper > 0 && { paper }),
  }
}

/** How many signatures came at least from each first-level unit, as the page tells it from now on. */
export function unitsTold(
  petition: number,
  { k, cells, total }: { k: number; cells: Record<string, number>; total: number },
  day: PlainDay,
): Entry {
  return { kind: 'petitions.units-told', v: 1, petition, step: k, cells: sortedCells(cells), total, day }
}

/** The same of signatures on paper. */
export function paperUnitsTold(
  petition: number,
  { k, cells, total }: { k: number; cells: Record<string, number>; total: number },
  day: PlainDay,
): Entry {
  return { kind: 'petitions.paper-units-told', v: 1, petition, step: k, cells: sortedCells(cells), total, day }
}

function sortedCells(cells: Record<string, number>): { unit: string; signatures: number }[] {
  return Object.keys(cells)
    .sort()
    .map((unit) => ({ unit, signatures: cells[unit] as number }))
}

function entry(kind: string, signature: Signature, recordKey: Buffer | null, day: PlainDay): Entry {
  const record = recordKey && recordOf(recordKey, signature).toString('base64url')
  return { kind, v: 2, petition: signature.number, level: signature.level, day, record }
}
