import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto'
import { seal, unseal } from '#kernel/config/seal.ts'
import type { Answered, Asked, Begin } from './protocol.ts'

// A process of its own: private keys of votes are made here, leave it sealed only, and nothing else runs beside them.

const BITS = 3072
const PURPOSE = 'budgeting.token-issuer'
/** A key that nobody asked for so long is closed: whoever destroyed it elsewhere cannot tell every signer. */
const KEPT_MS = 10 * 60_000

interface Pair {
  privateKey: KeyObject
  publicKey: KeyObject
}

/** Keys that were opened, by process; a handful of votes at a time. */
const opened = new Map<string, { pair: Pair; closes: NodeJS.Timeout }>()
let vault: Buffer | null = null

process.on('message', (message: Begin | Asked) => {
  if (message.act === 'begin') {
    vault = Buffer.from(message.key)
    return
  }
  let answer: Answered
  try {
    answer = { id: message.id, ...answerTo(message) }
  } catch {
    // The cause could name parts of a key.
    answer = { id: message.id, failed: true }
  }
  process.send?.(answer)
})
// Ctrl-C reaches the whole group of processes; this one ends with the one that asks it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.once('disconnect', () => process.exit(0))

function answerTo(asked: Asked) {
  if (!vault) throw new Error('not begun')
  if (asked.act === 'make') return make(vault, asked.about)
  if (asked.act === 'forget') {
    close(asked.about)
    return {}
  }
  return { signature: sign(open(vault, asked.about, Buffer.from(asked.sealed)), Buffer.from(asked.blinded)) }
}

function make(key: Buffer, about: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: BITS, publicExponent: 0x10001 })
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  const sealed = seal(key, PURPOSE, about, pkcs8)
  pkcs8.fill(0)
  return { spki: publicKey.export({ type: 'spki', format: 'der' }), sealed }
}

function open(key: Buffer, about: string, sealed: Buffer): Pair {
  const known = opened.get(about)
  if (known) {
    known.closes.refresh()
    return known.pair
  }
  const pkcs8 = unseal(key, PURPOSE, about, sealed)
  const privateKey = createPrivateKey({ key: pkcs8, type: 'pkcs8', format: 'der' })
  pkcs8.fill(0)
  const pair = { privateKey, publicKey: createPublicKey(privateKey) }
  opened.set(about, { pair, closes: setTimeout(() => close(about), KEPT_MS).unref() })
  return pair
}

function close(about: string): void {
  clearTimeout(opened.get(about)?.closes)
  opened.delete(about)
}

/** RFC 9474, section 4.3: RSASP1, then the check that keeps a fault in the computation from giving the key away. */
function sign({ privateKey, publicKey }: Pair, blinded: Buffer): Buffer {
  const padding = constants.RSA_NO_PADDING
  const signature = privateDecrypt({ key: privateKey, padding }, blinded)
  if (!publicEncrypt({ key: publicKey, padding }, signature).equals(blinded)) throw new Error('a wrong signature')
  return signature
}
