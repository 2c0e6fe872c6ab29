import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'
import { joined } from '../token-message.ts'
import { digest, fromBase64, textBytes, toBase64url } from './bytes.ts'

/** Whether a commitment (docs/ledger.md) is to these choices. */
export async function isCommitmentTo(
  process: number,
  picks: Json,
  nonce: string,
  commitment: string,
): Promise<boolean> {
  const hash = await digest(
    'SHA-256',
    joined(textBytes('punte-ballot/v1\n'), fromBase64(nonce), textBytes(canonicalJson({ picks, process }))),
  )
  return toBase64url(hash) === commitment
}
