/** An exact ratio; the denominator is above 0, and both have no common divisor. */
export interface Fraction {
  n: bigint
  d: bigint
}

/** @throws RangeError when d is 0 */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(n), BigInt(d)]
  if (bottom === 0n) throw new RangeError('a fraction over 0')
  const common = gcd(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n)
  return { n: top / common, d: bottom / common }
}

/** @returns below 0, 0 or above 0, as a sorter wants it */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.n * b.d, b.n * a.d]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The nearest number, also where both sides are beyond what a number can hold. */
export function toNumber({ n, d }: Fraction): number {
  const beyond = Math.max(bitsOf(n), bitsOf(d)) - 1000
  if (beyond <= 0) return Number(n) / Number(d)
  const shift = BigInt(beyond)
  const bottom = Number(d >> shift)
  return bottom === 0 ? Number.POSITIVE_INFINITY : Number(n >> shift) / bottom
}

export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

function bitsOf(n: bigint): number {
  return n.toString(16).length * 4
}
