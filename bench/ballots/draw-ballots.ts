import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto'
import { ballotKey } from '#modules/budgeting/tokens/browser/ballot-key.ts'
import { blind, finalize, SALT_BYTES } from '#modules/budgeting/tokens/browser/blind.ts'
import { toBase64url } from '#modules/budgeting/tokens/browser/bytes.ts'
import { newCode } from '#modules/budgeting/tokens/browser/recovery-code.ts'
import { readRsaKey } from '#modules/budgeting/tokens/browser/rsa-key.ts'
import { issuerOf } from '#modules/budgeting/tokens/store.ts'
import { joined, MODULUS_BYTES, PREFIX_BYTES, tokenMessage } from '#modules/budgeting/tokens/token-message.ts'
import { PROJECTS, type Vote } from './seed-vote.ts'

/** Below every modulus of the length, so that the issuer signs it. */
export function drawBlinded(): string {
  const blinded = randomBytes(MODULUS_BYTES)
  blinded[0] = 0
  return blinded.toString('base64url')
}

/** Bodies of so many casts, each by a token of its own. Not blinded: that is the voter's machine's work, and of the past. */
export async function drawBallots({ services, process }: Vote, amount: number): Promise<string[]> {
  const issuer = await issuerOf(services.db, process.id)
  if (!issuer?.sealed) throw new Error('the vote has no issuer')
  const rsa = await readRsaKey(new Uint8Array(issuer.spki))
  const bodies: string[] = []
  for (let n = 0; n < amount; n += 1) {
    const key = await ballotKey(newCode(), process.number)
    const prepared = joined(randomBytes(PREFIX_BYTES), tokenMessage(process.number, key.pk))
    const salt = new Uint8Array(randomBytes(SALT_BYTES))
    const { message, unblind } = await blind(rsa, prepared, salt, 1n)
    const signed = await services.tokenSigner.sign(process.id, issuer.sealed, Buffer.from(message))
    const signature = await finalize(rsa, prepared, salt, new Uint8Array(signed), unblind)
    const picks = { 1: Array.from({ length: 3 }, (_, at) => 1 + ((n + at * 7) % PROJECTS)).sort((a, b) => a - b) }
    const edSig = await key.sign(process.number, 1, picks)
    const bytes = Object.entries({ pk: key.pk, prepared, signature, edSig })
    bodies.push(
      JSON.stringify({
        ...Object.fromEntries(bytes.map(([name, value]) => [name, toBase64url(value)])),
        seq: 1,
        picks,
      }),
    )
  }
  return bodies
}

/** Signatures a second that a core of this machine makes with an RSA key of 3072 bits. */
export function rsaRate(seconds: number): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: MODULUS_BYTES * 8 })
  const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const message = Buffer.alloc(MODULUS_BYTES, 1)
  const begun = performance.now()
  let made = 0
  for (; performance.now() - begun < seconds * 1000; made += 1)
    privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, message)
  return made / ((performance.now() - begun) / 1000)
}
