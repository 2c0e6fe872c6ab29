import { createHash } from 'node:crypto'
import { canonicalJson } from '#commons/ledger/canonical-json.ts'
import type { Picks } from './choice.ts'

/** Length of a ballot's nonce: nobody finds the picks by trying all of them. */
export const NONCE_BYTES = 32

/**
 * What the public log says of a ballot while people vote: SHA-256 over the text "punte-ballot/v1\n", the nonce (32 bytes) and the canonical
 * JSON {"picks":…,"process":…}. It binds the choice without telling it; nonce and picks follow after the close (docs/ledger.md).
 */
export function commitmentOf(process: number, picks: Picks, nonce: Buffer): Buffer {
  return createHash('sha256')
    .update('punte-ballot/v1\n')
    .update(nonce)
    .update(canonicalJson({ process, picks }))
    .digest()
}
