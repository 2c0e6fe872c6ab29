import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { publicKeyOf } from './issuer.ts'
import { castMessage, PREFIX_BYTES, tokenMessage } from './token-message.ts'

export interface SignedCast {
  process: number
  pk: Buffer
  prepared: Buffer
  signature: Buffer
  seq: number
  picks: Parameters<typeof castMessage>[2]
  edSig: Buffer
}

/** Whether the issuer signed this key for this process. Verified beside the thread that answers. */
export async function isToken(spki: Buffer, { process, pk, prepared, signature }: SignedCast): Promise<boolean> {
  if (!prepared.subarray(PREFIX_BYTES).equals(tokenMessage(process, pk))) return false
  const key = {
    key: publicKeyOf(spki),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 48,
  }
  return new Promise((resolve) =>
    verify('sha384', prepared, key, signature, (error, isGood) => resolve(!error && isGood)),
  )
}

/** Whether the ballot's key signed these choices. */
export async function isSignedByKey({ process, pk, seq, picks, edSig }: SignedCast): Promise<boolean> {
  const key = ed25519(pk)
  if (!key) return false
  return new Promise((resolve) =>
    verify(null, castMessage(process, seq, picks), key, edSig, (error, isGood) => resolve(!error && isGood)),
  )
}

const SPKI_BEFORE_KEY = Buffer.from('302a300506032b6570032100', 'hex')

function ed25519(pk: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_BEFORE_KEY, pk]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}
