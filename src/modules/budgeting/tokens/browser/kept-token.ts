import { type Bytes, fromBase64, toBase64url } from './bytes.ts'

export interface KeptToken {
  code: Bytes
  /** The issuer's signature, with the blinding taken off. */
  signature: Bytes
  prepared: Bytes
}

const nameOf = (process: number) => `punte-token-${process}`

/** Keeps a token in this tab until it is closed: whoever uses the device next finds nothing. */
export function keepToken(process: number, { code, signature, prepared }: KeptToken): void {
  sessionStorage.setItem(nameOf(process), JSON.stringify([code, signature, prepared].map(toBase64url)))
}

export function keptToken(process: number): KeptToken | null {
  try {
    const [code, signature, prepared] = JSON.parse(sessionStorage.getItem(nameOf(process)) ?? '').map(fromBase64)
    return { code, signature, prepared }
  } catch {
    return null
  }
}

export function forgetToken(process: number): void {
  sessionStorage.removeItem(nameOf(process))
}
