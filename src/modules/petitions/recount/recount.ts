import { type CountByLevel, levels } from '../petition.ts'

/** What entries of the public log add up to for one petition. */
export interface Recounted extends CountByLevel {
  /** On paper; told apart from signatures everywhere. */
  paper: number
  /** Entries of the log up to the last one that names the petition. */
  namedIn: number
}

// Maps, not objects: a kind is what somebody wrote, and every object knows "toString".
const each = new Map<string, number>([
  ['petitions.signature-confirmed', 1],
  ['petitions.signature-withdrawn', -1],
  ['petitions.signature-replaced', -1],
])
const together = new Map<string, number>([
  ['petitions.signatures-set-aside', -1],
  ['petitions.signatures-restored', 1],
])
const onPaper = new Map<string, number>([
  ['petitions.paper-batch', 1],
  ['petitions.paper-batch-ended', -1],
])

/**
 * Adds an entry of the public log to the sums of its petition: confirmed − withdrawn − replaced − set aside + restored, by level. Both
 * versions of these entries are read alike; kinds that count nobody only say how far the petition is named.
 *
 * @param sums by the petition's number; changed
 * @param index of the entry
 * @param entry as {@link readEntry} reads it
 * @returns false when it is no entry that can be read
 */
export function addEntry(sums: Map<number, Recounted>, index: number, entry: Read | null): boolean {
  if (!entry) return false
  const { kind, petition } = entry
  if (typeof petition !== 'number') return true
  const sum = sums.get(petition) ?? { email: 0, strong: 0, signed: 0, paper: 0, namedIn: 0 }
  sums.set(petition, sum)
  sum.namedIn = index + 1
  const add = (level: unknown, signatures: unknown) => {
    const known = levels.find((one) => one === level)
    if (!known || !Number.isSafeInteger(signatures)) return false
    sum[known] += signatures as number
    return true
  }
  const one = each.get(kind)
  if (one) return add(entry.level, one)
  const sign = together.get(kind)
  if (sign)
    return (
      Array.isArray(entry.counts) &&
      entry.counts.every((part) => Number.isSafeInteger(part?.signatures) && add(part.level, sign * part.signatures))
    )
  const paper = onPaper.get(kind)
  if (paper) {
    if (!Number.isSafeInteger(entry.signatures)) return false
    sum.paper += paper * (entry.signatures as number)
  }
  return true
}

/** Fields of an entry that a recount reads. Only `kind` is sure. */
export interface Read {
  kind: string
  petition?: unknown
  day?: unknown
  record?: unknown
  level?: unknown
  counts?: unknown
  signatures?: unknown
}

/** @param body the bytes that are hashed @returns null where they are no entry */
export function readEntry(body: Buffer): Read | null {
  try {
    const entry = JSON.parse(body.toString())
    return typeof entry?.kind === 'string' ? entry : null
  } catch {
    return null
  }
}
