/** Standard base64 with padding, one spelling for each value: no base64url, no blanks, no stray bits. Null for anything else. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** An ASCII decimal without sign or leading zeros, up to 2^53 - 1. Null for anything else. */
export function fromDecimal(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : null
}
