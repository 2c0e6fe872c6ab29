import { sign } from 'node:crypto'
import { cosignedMessage, rawPublicKey, type Signer, signatureLine } from './signed-note.ts'
import { COSIGNATURE, keyId } from './vkey.ts'

/**
 * A cosignature/v1 line over a checkpoint, with its newline: "at this time, the largest tree I have seen of this log had this root".
 *
 * @param text the checkpoint without signatures, with its final newline
 */
export function cosign(text: string, { name, privateKey }: Signer, at: Date): string {
  const seconds = BigInt(Math.floor(at.getTime() / 1000))
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(seconds)
  const signature = sign(null, cosignedMessage(text, seconds), privateKey)
  return signatureLine(name, keyId(name, COSIGNATURE, rawPublicKey(privateKey)), Buffer.concat([time, signature]))
}
