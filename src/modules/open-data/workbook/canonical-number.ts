/** What most cells are: up to 15 digits, and no zero at the end of a fraction. */
const CANONICAL = /^-?(\d{1,15}|\d{1,8}\.\d{0,6}[1-9])$/

/**
 * A number of a workbook as its program shows it in full: the 15 digits that a spreadsheet vouches for (0.28, where the file has 0.28000000000000003),
 * a point, no exponent. Whole numbers of more digits, which other programs write, keep every digit; what is no number stays as it is.
 */
export function canonicalNumber(text: string): string {
  if (CANONICAL.test(text) || /^-?\d+$/.test(text)) return text
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return text
  return withoutExponent(Number(value.toPrecision(15)))
}

/** 1e+21 and 1.5e-7 as they are written at length. */
export function withoutExponent(value: number): string {
  const text = String(value)
  const [, sign, first, rest = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  if (exponent === undefined) return text
  const digits = `${first}${rest}`
  const power = Number(exponent)
  // From 10²¹ on JavaScript writes an exponent, and has no more than 17 digits before it.
  return power > 0 ? `${sign}${digits.padEnd(power + 1, '0')}` : `${sign}0.${'0'.repeat(-power - 1)}${digits}`
}
