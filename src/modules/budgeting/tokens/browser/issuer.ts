import { isGood, readKey } from '#ui/enhance/receipt.ts'
import { type Bytes, fromBase64 } from './bytes.ts'
import { Problem } from './problem.ts'

/** The log's key as this device first saw it. */
const LOG_KEY = 'punte-log-key'

/** The log's key as this device knows it. */
export const knownLogKey = () => localStorage.getItem(LOG_KEY)

/**
 * The key that signs tokens of a process, as the public log tells it. A key shown to one voter alone could mark that voter; so only
 * the one that is proved to be in the log is taken, and the log's own key must be the one that this device knew before.
 *
 * @throws Problem issuer-waits while no signed tree holds the entry; issuer-unproved, log-changed
 */
export async function issuerFromLog(process: number): Promise<Bytes> {
  const vkey = (await textAt('/ledger/vkey')).trim()
  const known = knownLogKey()
  if (known !== null && known !== vkey) throw new Problem('log-changed')
  const proof = await textAt(`/processes/${process}/issuer.tlog-proof`)
  const isProved = await readKey(vkey)
    .then((key) => isGood(proof, key))
    .catch(() => false)
  const entry = isProved ? entryIn(proof) : null
  if (entry?.kind !== 'budgeting.token-issuer' || entry.process !== process) throw new Problem('issuer-unproved')
  localStorage.setItem(LOG_KEY, vkey)
  return fromBase64(entry.spki)
}

function entryIn(proof: string) {
  const extra = /^extra (\S+)$/m.exec(proof)?.[1] ?? ''
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64(extra)))
  } catch {
    return null
  }
}

async function textAt(path: string): Promise<string> {
  const reply = await fetch(path, { credentials: 'omit' })
  // Not found: the log has not begun yet.
  if (reply.status === 409 || reply.status === 404) throw new Problem('issuer-waits')
  if (!reply.ok) throw new Problem('offline')
  return reply.text()
}
