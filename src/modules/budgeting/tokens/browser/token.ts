import { joined, MODULUS_BYTES, PREFIX_BYTES, tokenMessage } from '../token-message.ts'
import { type BallotKey, ballotKey, derive } from './ballot-key.ts'
import { blind, finalize, SALT_BYTES } from './blind.ts'
import { type Bytes, digest, toBase64url, toNumber } from './bytes.ts'
import { readRsaKey } from './rsa-key.ts'

/** So much longer than the modulus that no residue is likelier than another. */
const MORE_BYTES = 16

/** A token that the issuer is still to sign; the same code gives the same one again, on any device. */
export interface TokenRequest {
  key: BallotKey
  prepared: Bytes
  /** What the issuer gets to see. */
  blinded: Bytes
  /** Takes the blinding off. @throws where the issuer did not sign this */
  finish(blindSignature: Bytes): Promise<Bytes>
}

/** @param spki the issuer's key, as the public log tells it */
export async function requestToken(code: Bytes, process: number, spki: Bytes): Promise<TokenRequest> {
  const issuer = toBase64url(await digest('SHA-256', spki))
  const of = (name: string, length: number) => derive(code, `${name}\n${process}\n${issuer}`, length)
  const [rsa, key, prefix, salt, chance] = await Promise.all([
    readRsaKey(spki),
    ballotKey(code, process),
    of('prefix', PREFIX_BYTES),
    of('salt', SALT_BYTES),
    of('blinding', MODULUS_BYTES + MORE_BYTES),
  ])
  if (rsa.bytes !== MODULUS_BYTES) throw new Error('a key of another length')
  const prepared = joined(prefix, tokenMessage(process, key.pk))
  const { message, unblind } = await blind(rsa, prepared, salt, (toNumber(chance) % (rsa.n - 1n)) + 1n)
  return { key, prepared, blinded: message, finish: (signature) => finalize(rsa, prepared, salt, signature, unblind) }
}
