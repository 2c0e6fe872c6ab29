/** How numbers of payment cards begin (ISO/IEC 7812), with their lengths: Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro, Mir. */
const ISSUERS: readonly [beginning: RegExp, lengths: readonly number[]][] = [
  [/^4/, [16]],
  [/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(6011|64[4-9]|65)/, [16]],
  [/^35(2[89]|[3-8])/, [16]],
  [/^62/, [16, 17, 18, 19]],
  [/^(50|5[6-8]|6304|67)/, [16, 18, 19]],
  [/^220[0-4]/, [16]],
]

/** Whether digits are the number of a payment card: how it begins, how long it is, and its check digit (Luhn). */
export function isCard(digits: string): boolean {
  return ISSUERS.some(([begins, lengths]) => lengths.includes(digits.length) && begins.test(digits)) && isLuhn(digits)
}

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const weighted = at % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
