import type { FindingKind } from '../kinds.ts'

const DOT = '•'

/** So much of what was found that its officer knows it again, and nobody else can use it. */
export function mask(found: FindingKind, text: string): string {
  switch (found) {
    case 'email':
    case 'role-email':
      return text.replace(/^(.)[^@]*@/u, (_, first) => `${first}${DOT.repeat(4)}@`)
    case 'author':
      return text.replace(/[\p{L}\p{N}]+/gu, (word) => (word[0] as string) + DOT.repeat(Math.min(8, word.length - 1)))
    case 'birth':
      return text.replace(/\d/g, DOT)
    case 'unsearched':
      return text
    default:
      return betweenEnds(text, found === 'phone' ? [3, 2] : [2, 1])
  }
}

/** Digits and letters between the first and the last ones. */
function betweenEnds(text: string, [first, last]: readonly [number, number]): string {
  const whole = text.replace(/[^\p{L}\p{N}]/gu, '').length
  let at = 0
  return text.replace(/[\p{L}\p{N}]/gu, (sign) => (at++ < first || at > whole - last ? sign : DOT))
}
