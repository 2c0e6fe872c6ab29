/** A decimal number as it is written; a comma may stand for the point. */
export interface Amount {
  digits: bigint
  decimals: number
}

/** @returns null for what is no decimal number */
export function readAmount(text: string): Amount | null {
  const found = /^(-?\d+)(?:[.,](\d*?)0*)?$/.exec(text.trim())
  if (!found) return null
  const decimals = found[2] ?? ''
  return { digits: BigInt(`${found[1]}${decimals}`), decimals: decimals.length }
}

/** As a whole number of units of 10^-decimals. @returns null beyond what a number holds exactly */
export function wholeAmount({ digits, decimals }: Amount, unitDecimals: number): number | null {
  const whole = Number(digits * 10n ** BigInt(unitDecimals - decimals))
  return Number.isSafeInteger(whole) ? whole : null
}
