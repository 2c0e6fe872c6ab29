import { Refused } from './refused.ts'
import { parseNote, type Verified, verifyNote } from './signed-note.ts'
import { fromBase64, fromDecimal } from './strict-text.ts'
import { isKeyName, type VerifierKey } from './vkey.ts'

/** A tree of the log that its key names. */
export interface Checkpoint {
  /** A URL without scheme and final slash; the name of the log's key. */
  origin: string
  size: number
  root: Buffer
}

/** The text that is signed, with its final newline. No extension lines: a time belongs into an entry or a cosignature. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** Extension lines are allowed and mean nothing. @throws Refused checkpoint.… */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', ...extensions] = text.endsWith('\n') ? text.slice(0, -1).split('\n') : []
  if (root === '' || extensions.includes('')) throw new Refused('checkpoint.lines')
  if (!isKeyName(origin)) throw new Refused('checkpoint.origin')
  const parsed = { origin, size: fromDecimal(size), root: fromBase64(root) }
  if (parsed.size === null) throw new Refused('checkpoint.size')
  if (parsed.root?.length !== 32) throw new Refused('checkpoint.root')
  return { origin, size: parsed.size, root: parsed.root }
}

/**
 * A checkpoint that the log has signed, and who cosigned it.
 *
 * @throws Refused note.…, checkpoint.…; a wrong signature of any known key refuses the whole
 */
export function openCheckpoint(
  note: Uint8Array,
  log: VerifierKey,
  cosigners: readonly VerifierKey[] = [],
): { checkpoint: Checkpoint; text: string; cosignatures: Verified[] } {
  const parsed = parseNote(note)
  const verified = verifyNote(parsed, [log, ...cosigners])
  if (!verified.some(({ key }) => key === log)) throw new Refused('note.no-known-signature')
  const checkpoint = parseCheckpoint(parsed.text)
  if (checkpoint.origin !== log.name) throw new Refused('checkpoint.other-origin')
  return { checkpoint, text: parsed.text, cosignatures: verified.filter(({ key }) => key !== log) }
}
