import { isSigned, readKey } from '#ui/enhance/receipt.ts'
import { knownLogKey } from './issuer.ts'

/** Whether the log's key, as this device knows it, promises that the log gets this commitment (docs/ledger.md). */
export async function isPromiseOf(process: number, commitment: string, promise: string): Promise<boolean> {
  const vkey = knownLogKey() ?? (await (await fetch('/ledger/vkey', { credentials: 'omit' })).text()).trim()
  return isPromiseWithKey(process, commitment, promise, vkey)
}

export async function isPromiseWithKey(
  process: number,
  commitment: string,
  promise: string,
  vkey: string,
): Promise<boolean> {
  const key = await readKey(vkey)
  const end = promise.indexOf('\n\n') + 1
  const text = promise.slice(0, end)
  const said = `punte-ballot-promise/v1\n${key.name}\nprocess ${process}\ncommitment ${commitment}\nby `
  return end > 0 && text.startsWith(said) && (await isSigned(text, promise.slice(end + 1), key))
}
