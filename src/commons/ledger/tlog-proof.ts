import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { leafHash, provesInclusion } from './merkle.ts'
import { Refused } from './refused.ts'
import { LONGEST_NOTE, type Verified } from './signed-note.ts'
import { fromBase64, fromDecimal } from './strict-text.ts'
import type { VerifierKey } from './vkey.ts'

/** A receipt that can be checked without the server: C2SP tlog-proof. */
export interface TlogProof {
  index: number
  /** From the leaf's sibling up to the root's child. */
  path: Buffer[]
  /** The signed checkpoint, as the log served it. */
  checkpoint: Buffer
  /** Not authenticated by the format. Here: the entry, whose hash the proof is about. */
  extra: Buffer | null
}

const HEADER = 'c2sp.org/tlog-proof@v1'
const LONGEST_PROOF = LONGEST_NOTE + 128 * 1024
/** A tree of 2^63 leaves is no deeper. */
const MOST_HASHES = 63

export function formatProof({ index, path, checkpoint, extra }: TlogProof): Buffer {
  const lines = [
    HEADER,
    ...(extra ? [`extra ${extra.toString('base64')}`] : []),
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\n')}\n\n`), checkpoint])
}

/** Its checkpoint is not looked into. @throws Refused proof.… */
export function parseProof(bytes: Uint8Array): TlogProof {
  if (bytes.length > LONGEST_PROOF) throw new Refused('proof.too-long')
  const whole = Buffer.from(bytes)
  const split = whole.indexOf('\n\n')
  const [header, ...lines] = whole.toString('latin1', 0, split < 0 ? whole.length : split).split('\n')
  if (header !== HEADER) throw new Refused('proof.header')
  if (split < 0) throw new Refused('proof.no-checkpoint')
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()?.slice('extra '.length) as string) : undefined
  if (extra === null) throw new Refused('proof.extra')
  const [word, number = '', ...more] = lines.shift()?.split(' ') ?? []
  const index = word === 'index' && more.length === 0 ? fromDecimal(number) : null
  if (index === null) throw new Refused('proof.index')
  if (lines.length > MOST_HASHES) throw new Refused('proof.too-many-hashes')
  const path = lines.map((line) => {
    const hash = fromBase64(line)
    if (hash?.length !== 32) throw new Refused('proof.hash')
    return hash
  })
  return { index, path, checkpoint: whole.subarray(split + 2), extra: extra ?? null }
}

/**
 * Checks that `entry` is in the log of `log` at the proof's index.
 *
 * @throws Refused proof.wrong, and whatever is wrong with the checkpoint
 */
export function verifyProof(
  proof: TlogProof,
  entry: Uint8Array,
  log: VerifierKey,
  cosigners: readonly VerifierKey[] = [],
): { checkpoint: Checkpoint; cosignatures: Verified[] } {
  const { checkpoint, cosignatures } = openCheckpoint(proof.checkpoint, log, cosigners)
  const { size, root } = checkpoint
  if (!provesInclusion({ index: proof.index, size, leaf: leafHash(entry), root }, proof.path)) {
    throw new Refused('proof.wrong')
  }
  return { checkpoint, cosignatures }
}
