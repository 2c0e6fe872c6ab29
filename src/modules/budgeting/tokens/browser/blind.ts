import { joined } from '../token-message.ts'
import { type Bytes, digest, fromNumber, toNumber } from './bytes.ts'
import type { RsaKey } from './rsa-key.ts'

// RSABSSA-SHA384-PSS-Randomized of RFC 9474, the client's half. What the standard draws by chance is given here, so that the same
// code makes the same message again.

const HASH_BYTES = 48
export const SALT_BYTES = 48

/** The blinded message, and what takes the blinding off again. */
export interface Blinded {
  message: Bytes
  unblind: bigint
}

/**
 * RFC 9474, section 4.2.
 *
 * @param prepared prefix and message
 * @param salt of the PSS encoding, 48 bytes
 * @param factor drawn from 1 to n − 1
 */
export async function blind(key: RsaKey, prepared: Bytes, salt: Bytes, factor: bigint): Promise<Blinded> {
  const encoded = toNumber(await encodePss(prepared, salt, key.bits - 1))
  if (commonDivisor(encoded, key.n) !== 1n) throw new Error('the message shares a factor with the key')
  const unblind = inverse(factor, key.n)
  const message = fromNumber((encoded * power(factor, key.e, key.n)) % key.n, key.bytes)
  return { message, unblind }
}

/** RFC 9474, section 4.4. @returns the signature. @throws where the issuer gave another one */
export async function finalize(
  key: RsaKey,
  prepared: Bytes,
  salt: Bytes,
  blindSignature: Bytes,
  unblind: bigint,
): Promise<Bytes> {
  if (blindSignature.length !== key.bytes) throw new Error('a signature of another length')
  const signature = (toNumber(blindSignature) * unblind) % key.n
  // The salt is our own, so verifying is encoding again.
  if (power(signature, key.e, key.n) !== toNumber(await encodePss(prepared, salt, key.bits - 1)))
    throw new Error('not a signature of the issuer')
  return fromNumber(signature, key.bytes)
}

/** EMSA-PSS-ENCODE of RFC 8017, section 9.1.1, with SHA-384 and MGF1. */
export async function encodePss(message: Bytes, salt: Bytes, bits: number): Promise<Bytes> {
  const length = Math.ceil(bits / 8)
  const hash = await digest('SHA-384', joined(new Uint8Array(8), await digest('SHA-384', message), salt))
  const block = joined(new Uint8Array(length - salt.length - HASH_BYTES - 2), Uint8Array.of(1), salt)
  const mask = await mgf1(hash, block.length)
  for (const [at, byte] of mask.entries()) block[at] = (block[at] as number) ^ byte
  block[0] = (block[0] as number) & (0xff >> (8 * length - bits))
  return joined(block, hash, Uint8Array.of(0xbc))
}

async function mgf1(seed: Bytes, length: number): Promise<Bytes> {
  const parts: Bytes[] = []
  for (let counter = 0; counter * HASH_BYTES < length; counter += 1)
    parts.push(await digest('SHA-384', joined(seed, fromNumber(BigInt(counter), 4))))
  return joined(...parts).slice(0, length)
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b)
}

/** By the extended algorithm of Euclid. @throws where there is none */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value % modulus]
  let [result, factor] = [0n, 1n]
  while (next !== 0n) {
    const times = rest / next
    ;[rest, next] = [next, rest - times * next]
    ;[result, factor] = [factor, result - times * factor]
  }
  if (rest !== 1n) throw new Error('the number has no inverse')
  return ((result % modulus) + modulus) % modulus
}
