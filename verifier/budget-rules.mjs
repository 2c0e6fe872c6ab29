// Counts a budget by the rules that the site offers, in whole numbers only, and draws the lot. Written from docs/budget-counting.md of the
// site's source, not from its code: slower, shorter, and nothing is rounded. Used by punte-recount-budget.mjs.
//
// An election here is { money, unit, projects: [{ number, cost, votes }], rows: [{ picks, voters }], voters, before(a, b) }: rows are ballots that
// say the same, `picks` the numbers of projects; `before` says which of two equal projects goes first.
import { sha256 } from './log.mjs'

/** What this program cannot count, although it may be sound. */
export class CannotCount extends Error {}

/** @returns numbers of the chosen projects, in the order of choosing */
export function countByRule(rule, election) {
  const known = {
    kind: true,
    by: true,
    whenTooDear: true,
    completion: true,
    increment: true,
    stop: true,
    start: true,
    comparison: true,
  }
  const strange = Object.keys(rule).find((name) => !known[name])
  if (strange) throw new CannotCount(`the parameter ${strange} is not known to this program`)
  if (rule.kind === 'greedy' && rule.by === 'votes' && ['skip', 'stop'].includes(rule.whenTooDear)) {
    return greedy(election, rule.whenTooDear, [])
  }
  const offered =
    rule.kind === 'equal-shares' &&
    ['none', 'add1', 'votes', 'add1-votes'].includes(rule.completion) &&
    rule.comparison === 'none' &&
    ['overrun', 'exhaustive'].includes(rule.stop) &&
    ['exact', 'whole-units'].includes(rule.start) &&
    Number.isSafeInteger(rule.increment) &&
    rule.increment > 0
  if (!offered) throw new CannotCount(`the rule ${JSON.stringify(rule)} is not known to this program`)
  return sharesAndWhatIsLeft(election, rule)
}

/** Down the list by votes: what fits is funded; what does not is passed by, or ends it. `funded` are paid already. */
function greedy({ money, projects, before }, whenTooDear, funded) {
  const chosen = [...funded]
  let left = money - costOf(projects, funded)
  const order = (a, b) => b.votes - a.votes || before(a, b)
  for (const { number, cost } of wanted(projects)
    .filter((one) => !funded.includes(one.number))
    .sort(order)) {
    if (cost <= left) {
      chosen.push(number)
      left -= cost
    } else if (whenTooDear === 'stop') break
  }
  return chosen
}

function sharesAndWhatIsLeft(election, { completion, increment, stop, start }) {
  const { money, unit, projects, voters } = election
  const all = wanted(projects)
  // What pays for everything needs no rule. (In the order of the ballot.)
  if (completion !== 'none' && costOf(all) <= money) return all.map(({ number }) => number)
  const fill = (chosen) => (completion.endsWith('votes') ? greedy(election, 'skip', chosen) : chosen)
  if (!completion.startsWith('add1')) return fill(equalShares(election, money))
  // More and more for everybody, until the winners cost more than there is: the last run before that holds.
  const first = start === 'exact' ? money : Math.floor(money / (voters * unit)) * voters * unit
  for (let given = first, kept = null; ; given += increment * voters) {
    if (!Number.isSafeInteger(given)) throw new CannotCount('the money of all voters is beyond what is counted exactly')
    const chosen = equalShares(election, given)
    const cost = costOf(projects, chosen)
    if (kept && cost > money) return fill(kept)
    kept = chosen
    const nothingFits = all.every((one) => chosen.includes(one.number) || one.cost > money - cost)
    if (chosen.length === all.length || (stop === 'exhaustive' && nothingFits)) return fill(kept)
  }
}

/**
 * The Method of Equal Shares: everybody has the same part of `money`. The project is funded whose supporters pay least for each unit of its cost,
 * those who have less than the others giving all they have; and so on, until no supporters can pay.
 *
 * Voters who paid for the same have the same left, and share a purse. All purses stand over one denominator, `over`.
 */
function equalShares({ projects, rows, voters, before }, money) {
  const chosen = []
  let over = BigInt(voters)
  let purses = [BigInt(money)]
  const purseOf = rows.map(() => 0)
  const behind = new Map(projects.map(({ number }) => [number, []]))
  rows.forEach(({ picks }, row) => {
    for (const number of picks) behind.get(number).push(row)
  })
  let open = wanted(projects).map((project) => ({ ...project, price: null }))
  for (const one of open) if (one.cost === 0) chosen.push(one.number)
  open = open.filter(({ cost }) => cost > 0)

  /** What each supporter pays who has enough, as { left, able }: left ÷ able ÷ over. Null where they cannot pay together. */
  const priceOf = ({ number, cost }) => {
    const many = new Map()
    for (const row of behind.get(number)) many.set(purseOf[row], (many.get(purseOf[row]) ?? 0) + rows[row].voters)
    const poorestFirst = [...many].map(([purse, people]) => ({ held: purses[purse], people: BigInt(people) }))
    poorestFirst.sort((a, b) => (a.held < b.held ? -1 : a.held > b.held ? 1 : 0))
    let left = BigInt(cost) * over
    let able = poorestFirst.reduce((sum, { people }) => sum + people, 0n)
    for (const { held, people } of poorestFirst) {
      if (held * able >= left) return { left, able, over }
      left -= held * people
      able -= people
    }
    return null
  }
  /** Whether a is cheaper (below 0) for each unit of cost than b. What was never asked for is first. */
  const compare = (a, b) => {
    if (!a.price || !b.price) return Number(Boolean(a.price)) - Number(Boolean(b.price))
    const left = a.price.left * b.price.able * b.price.over * BigInt(b.cost)
    const right = b.price.left * a.price.able * a.price.over * BigInt(a.cost)
    return left < right ? -1 : left > right ? 1 : 0
  }

  for (;;) {
    let best = []
    // Purses only shrink, so prices only grow: what was dearer before than the best is now need not be asked again.
    for (const project of [...open].sort(compare)) {
      if (best.length > 0 && project.price && compare(project, best[0]) > 0) break
      project.price = priceOf(project)
      if (!project.price) open = open.filter((one) => one !== project)
      else {
        const sign = best.length === 0 ? -1 : compare(project, best[0])
        if (sign < 0) best = [project]
        else if (sign === 0) best.push(project)
      }
    }
    if (best.length === 0) return chosen
    const [winner] = best.sort(before)
    chosen.push(winner.number)
    open = open.filter((one) => one !== winner)
    pay(winner.number, winner.price)
  }

  function pay(number, { left, able }) {
    // Every purse is written over the finer denominator, in which the price is whole.
    over *= able
    purses = purses.map((held) => held * able)
    const after = new Map()
    for (const row of behind.get(number)) {
      const purse = purseOf[row]
      if (!after.has(purse)) after.set(purse, purses.push(purses[purse] > left ? purses[purse] - left : 0n) - 1)
      purseOf[row] = after.get(purse)
    }
  }
}

/** Projects that somebody chose. */
function wanted(projects) {
  return projects.filter(({ votes }) => votes > 0)
}

/** Of the projects with these numbers, or of all. */
export function costOf(projects, numbers) {
  return projects.reduce((sum, { number, cost }) => sum + (!numbers || numbers.includes(number) ? cost : 0), 0)
}

/** Which of two equal projects goes first: by the criteria of the ballot's definition, in their order. @param lot project numbers, luckiest first */
export function tieOrder(criteria, lot) {
  const by = {
    'lower-cost': (a, b) => a.cost - b.cost,
    'more-votes': (a, b) => b.votes - a.votes,
    lot: (a, b) => lot.indexOf(a.number) - lot.indexOf(b.number),
  }
  const strange = criteria.find((one) => !Object.hasOwn(by, one))
  if (strange) throw new CannotCount(`ties by ${strange} are not known to this program`)
  return (a, b) => {
    const decided = criteria.map((one) => by[one](a, b)).find((sign) => sign !== 0)
    if (decided === undefined && a.number !== b.number)
      throw new CannotCount(`nothing tells ${a.number} from ${b.number}`)
    return decided ?? 0
  }
}

/**
 * The order of all project numbers that dice and a checkpoint's root give. Sorted as texts first; then from the last place down each is swapped
 * with a place not above it, drawn by 32 bits at a time from SHA-256 of `punte-lot-v1`, dice, root and 0, 1, 2 …, a line each; numbers that would
 * make a place likelier than another are thrown away.
 */
export function drawLot(numbers, dice, root) {
  const order = numbers.map(String).sort()
  const drawn = (function* () {
    for (let block = 0; ; block++) {
      const bytes = sha256(Buffer.from(`punte-lot-v1\n${dice}\n${root}\n${block}`))
      for (let at = 0; at < 32; at += 4) yield bytes.readUInt32BE(at)
    }
  })()
  for (let places = order.length; places > 1; places--) {
    let number
    do number = drawn.next().value
    while (number >= 2 ** 32 - (2 ** 32 % places))
    const [to, from] = [places - 1, number % places]
    ;[order[to], order[from]] = [order[from], order[to]]
  }
  return order.map(Number)
}
