export type IdnoProblem = 'not-13-digits' | 'check-digit'

/**
 * Checks a Moldovan IDNP (person) or IDNO (organisation) that somebody typed; spaces are ignored. For numbers that come from a state
 * identity service only warn: some published IDNPs fail the check digit.
 * @returns null when it is well formed, which does not mean that it was issued
 */
export function idnoProblem(text: string): IdnoProblem | null {
  const digits = idnoDigits(text)
  if (!/^[0-9]{13}$/.test(digits)) return 'not-13-digits'
  return Number(digits[12]) === checkDigit(digits.slice(0, 12)) ? null : 'check-digit'
}

/** The number as it is stored and hashed: without spaces. */
export function idnoDigits(text: string): string {
  return text.replace(/\s/g, '')
}

/** Sum of the first 12 digits weighted 7, 3, 1, 7, 3, 1, …, modulo 10. Source: python-stdnum `md/idno`. */
function checkDigit(twelve: string): number {
  const weights = [7, 3, 1]
  return Array.from(twelve).reduce((sum, digit, n) => sum + Number(digit) * (weights[n % 3] ?? 0), 0) % 10
}
