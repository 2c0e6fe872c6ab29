/** How two needs came off when people compared them. Who held them to be alike is half for each. */
export interface Met {
  /** Places of both in the list of needs. */
  one: number
  other: number
  forOne: number
  forOther: number
  alike: number
}

/** Rounds after which it stands as it is; some dozens are usual. */
const ROUNDS = 2_000
/** Far below the thousandths that are told. */
const STILL = 1e-7

/**
 * How strongly needs are preferred, from comparisons of pairs (Bradley and Terry 1952): a need of strength p is preferred to one of strength q by
 * p / (p + q) of those who compare them. The strengths are those under which what people said is likeliest.
 *
 * Each need is also held to have been compared once with an average need of strength 1, and found alike. So a need that always won is not
 * infinitely strong, one that nobody compared is average, and needs that were never compared with each other stand on one scale.
 *
 * Found by the iteration of Zermelo (1929): each strength becomes its wins, divided by what it would win at strength 1.
 *
 * @param needs how many there are
 * @returns for each, of a thousand people who compare it with an average need how many would choose it; 500 on average
 */
export function thousandths(needs: number, met: readonly Met[]): number[] {
  const wins = new Float64Array(needs).fill(0.5)
  for (const { one, other, forOne, forOther, alike } of met) {
    add(wins, one, forOne + alike / 2)
    add(wins, other, forOther + alike / 2)
  }
  let strengths: Float64Array = new Float64Array(needs).fill(1)
  for (let round = 0; round < ROUNDS; round++) {
    const next = onOneScale(nextOf(strengths, wins, met))
    const moved = next.reduce((most, p, at) => Math.max(most, Math.abs(chance(p) - chance(strengths[at] as number))), 0)
    strengths = next
    if (moved < STILL) break
  }
  return Array.from(strengths, (p) => Math.round(1_000 * chance(p)))
}

/** How often a need of this strength is preferred to an average one. */
const chance = (p: number): number => p / (p + 1)

function nextOf(strengths: Float64Array, wins: Float64Array, met: readonly Met[]): Float64Array {
  const against = strengths.map((p) => 1 / (p + 1))
  for (const { one, other, forOne, forOther, alike } of met) {
    const each = (forOne + forOther + alike) / ((strengths[one] as number) + (strengths[other] as number))
    add(against, one, each)
    add(against, other, each)
  }
  return wins.map((won, at) => won / (against[at] as number))
}

/**
 * In the solution the chances against the average need come to half on average: wins among needs cancel, and what is left are the halves.
 * Without this step the iteration gets there, too, but creeps.
 */
function onOneScale(strengths: Float64Array): Float64Array {
  const chances = strengths.map(chance)
  const missing = strengths.length / 2 - sum(chances)
  const slope = sum(chances.map((c) => c * (1 - c)))
  const factor = Math.exp(Math.max(-1, Math.min(1, missing / slope)))
  return strengths.map((p) => p * factor)
}

function add(to: Float64Array, at: number, more: number): void {
  to[at] = (to[at] as number) + more
}

const sum = (numbers: Float64Array): number => numbers.reduce((all, one) => all + one, 0)
