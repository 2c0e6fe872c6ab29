/**
 * Units that stand beside numbers, with how people write each; the first spelling is its name. "lei" are those of two countries, and stay what is
 * written: only a code says which, also one beside other numbers of the column.
 */
const units: Record<string, readonly string[]> = {
  '%': ['%', 'la sută', 'la suta'],
  lei: ['lei', 'leu', 'лей', 'лея', 'леев'],
  MDL: ['MDL'],
  RON: ['RON'],
  EUR: ['EUR', '€', 'euro', 'евро'],
  USD: ['USD', '$'],
  RUB: ['RUB', '₽', 'руб.', 'руб'],
  UAH: ['UAH', '₴', 'грн.', 'грн'],
}
/** These stand before the number as well: € 100, USD 100. */
const BEFORE = ['€', '$', '₽', '₴', 'MDL', 'RON', 'EUR', 'USD', 'RUB', 'UAH']

export const BLANKS = ' \u00a0\u2007\u2009\u202f'
/** As it begins and goes on; whether it is a number at all is seen afterwards. */
const NUMBER = `([-−]?[\\d.,][\\d.,'’${BLANKS}]*)`

const nameOf = new Map(
  Object.entries(units).flatMap(([name, spellings]) => spellings.flatMap(inAnyCase).map((one) => [one, name])),
)
const behind = new RegExp(`^${behindOf([...nameOf.keys()])}$`)
const before = new RegExp(`^${beforeOf(BEFORE.flatMap(inAnyCase))}$`)

/** @returns the number as it is written and its unit; null for a text that is not a number with a unit that we know */
export function withUnit(text: string): { number: string; unit: string } | null {
  if (text.length > 50) return null
  const [, number, sign] = behind.exec(text) ?? []
  if (number !== undefined) return { number: number.trim(), unit: nameOf.get(sign ?? '') as string }
  const [, first, other] = before.exec(text) ?? []
  return other === undefined ? null : { number: other.trim(), unit: nameOf.get(first ?? '') as string }
}

/** Codes of what people call lei. */
const LEI = ['MDL', 'RON']

/** What numbers with one and with the other unit are together, said as exactly as one of them does; null: two things. */
export function togetherUnit(one: string, other: string): string | null {
  if (one === other) return one
  if (one === 'lei' && LEI.includes(other)) return other
  return other === 'lei' && LEI.includes(one) ? one : null
}

/** How people write a unit; nothing for one that we do not know. */
export const spellingsOf = (unit: string): readonly string[] => units[unit] ?? []

/** Of all units that we know only one is no money. */
export function isCurrency(unit: string | null): boolean {
  return unit !== null && unit !== '%'
}

/** Regular expressions of a whole text with this unit, or with one that says it less exactly, and which group of each is the number. */
export function shapesOf(unit: string): { shape: string; number: 1 | 2 }[] {
  const names = Object.keys(units).filter((name) => togetherUnit(name, unit) === unit)
  const spellings = names.flatMap(spellingsOf).flatMap(inAnyCase)
  const first = spellings.filter((one) => BEFORE.includes(one.toUpperCase()))
  return [
    ...(spellings.length > 0 ? [{ shape: behindOf(spellings), number: 1 as const }] : []),
    ...(first.length > 0 ? [{ shape: beforeOf(first), number: 2 as const }] : []),
  ]
}

function behindOf(spellings: string[]): string {
  return `${NUMBER}(${alternatives(spellings)})`
}

function beforeOf(spellings: string[]): string {
  return `(${alternatives(spellings)})[${BLANKS}]*${NUMBER}`
}

/** lei, Lei, LEI. */
function inAnyCase(spelling: string): string[] {
  const [small, large] = [spelling.toLowerCase(), spelling.toUpperCase()]
  return [...new Set([spelling, small, large, large.slice(0, 1) + small.slice(1)])]
}

/** Longer ones first: each of them is tried before what it begins with. Their signs mean nothing in an expression. */
function alternatives(spellings: string[]): string {
  return spellings
    .toSorted((a, b) => b.length - a.length)
    .map((one) => one.replaceAll(/[$.]/g, '\\$&'))
    .join('|')
}
