import { canonicalJson, type Json } from '#commons/ledger/canonical-json.ts'

// Read by the server and by the browser; docs/ledger.md says the same for everybody else.

/** Bytes of chance before the message (RFC 9474, section 4.1, "Randomized"). */
export const PREFIX_BYTES = 32
/** Of the issuer's key, so also of a blinded message and of a signature. */
export const MODULUS_BYTES = 384
export const PK_BYTES = 32
export const ED_SIGNATURE_BYTES = 64

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What a token signs: that this key may cast in this process, and in no other. */
export function tokenMessage(process: number, pk: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(bytesOf(`punte-token/v1\n${process}\n`), pk)
}

/** What the key of a ballot signs: these choices, in this process, as the key's ballot of this number. */
export function castMessage(process: number, seq: number, picks: Json): Uint8Array<ArrayBuffer> {
  return bytesOf(`punte-cast/v1\n${canonicalJson({ picks, process, seq })}`)
}

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
