// Counts a budget by the rules that the site offers, in whole numbers only, and draws the lot. Written from docs/budget-counting.md of the
// site's source, not from its code: slower, shorter, and nothing is rounded. Used by punte-recount-budget.mjs.
//
// An election here is { money, unit, projects: [{ number, cost, votes, score }], rows: [{ picks, voters }], voters, exclusive, before(a, b) }: rows are
// ballots that say the same, `picks` the numbers of projects, or pairs of a number and its weight; `score` is votes or points; of each set in
// `exclusive` at most one project is funded; `before` says which of two equal projects goes first.
import { sha256 } from './log.mjs'

/** What this program cannot count, although it may be sound. */
export class CannotCount extends Error {}

/** @returns numbers of the chosen projects, in the order of choosing */
export function countByRule(rule, given) {
  const known = ['kind', 'by', 'whenTooDear', 'completion', 'increment', 'stop', 'start', 'comparison', 'minimum']
  const strange = Object.keys(rule).find((name) => !known.includes(name))
  if (strange) throw new CannotCount(`the parameter ${strange} is not known to this program`)
  const { score: least = 0, ...other } = rule.minimum ?? {}
  if (Object.keys(other).length > 0) throw new CannotCount('a minimum other than of votes is not known to this program')
  const election = {
    exclusive: [],
    ...given,
    // A bare number counts 1.
    rows: given.rows.map((row) => ({ ...row, picks: row.picks.map((one) => (Array.isArray(one) ? one : [one, 1])) })),
    projects: given.projects.map((one) => ({ score: one.votes, ...one })),
  }
  election.wanted = election.projects.filter(({ votes, score }) => votes > 0 && score >= least)
  const unknown = () => new CannotCount(`the rule ${JSON.stringify(rule)} is not known to this program`)
  if (rule.kind === 'best-total') return bestTotal(election)
  if (rule.kind === 'phragmen') return phragmen(election)
  if (rule.kind === 'overspending') return overspending(election)
  if (rule.kind === 'greedy') {
    if (!['votes', 'votes-per-cost'].includes(rule.by) || !['skip', 'stop'].includes(rule.whenTooDear)) throw unknown()
    return greedy(election, rule.whenTooDear, [], rule.by)
  }
  const offered =
    rule.kind === 'equal-shares' &&
    ['none', 'add1', 'votes', 'add1-votes', 'phragmen'].includes(rule.completion) &&
    ['none', 'count', 'exclusion'].includes(rule.comparison) &&
    ['overrun', 'exhaustive'].includes(rule.stop) &&
    ['exact', 'whole-units'].includes(rule.start) &&
    Number.isSafeInteger(rule.increment) &&
    rule.increment > 0
  if (!offered) throw unknown()
  const chosen = sharesAndWhatIsLeft(election, rule)
  return rule.comparison === 'none' ? chosen : preferred(election, chosen, rule.comparison)
}

/** Projects that may not be funded beside those with these numbers. */
function rivals({ exclusive }, numbers) {
  return new Set(
    exclusive
      .filter((set) => set.some((one) => numbers.includes(one)))
      .flat()
      .filter((one) => !numbers.includes(one)),
  )
}

/** Down the list: what fits is funded; what does not is passed by, or ends it. `funded` are paid already. */
function greedy(election, whenTooDear, funded, by = 'votes') {
  const { money, projects, wanted, before } = election
  const chosen = [...funded]
  let left = money - costOf(projects, funded)
  const better = (a, b) =>
    by === 'votes' ? b.score - a.score : sign(BigInt(b.score) * BigInt(a.cost) - BigInt(a.score) * BigInt(b.cost))
  for (const { number, cost } of wanted
    .filter((one) => !funded.includes(one.number))
    .sort((a, b) => better(a, b) || before(a, b))) {
    if (rivals(election, chosen).has(number)) continue
    if (cost <= left) {
      chosen.push(number)
      left -= cost
    } else if (whenTooDear === 'stop') break
  }
  return chosen
}

/** Greedy's outcome, where more voters prefer it: by how many funded projects they have, or by having one at all. */
function preferred(election, shares, by) {
  const city = greedy(election, 'skip', [])
  const won = (picks, chosen) => {
    const many = picks.filter(([number]) => chosen.includes(number)).length
    return by === 'count' ? many : Math.min(many, 1)
  }
  let lead = 0
  for (const { picks, voters } of election.rows) lead += Math.sign(won(picks, city) - won(picks, shares)) * voters
  return lead > 0 ? city : shares
}

/**
 * The set within the money with the most votes together; of equal ones the cheapest, then the one that holds the project which ties put first.
 * Sets are built project by project, and those that another beats in votes and cost are dropped.
 */
function bestTotal({ money, wanted, exclusive, before }) {
  const ordered = [...wanted].sort(before)
  const bit = new Map(ordered.map(({ number }, place) => [number, 1n << BigInt(ordered.length - 1 - place)]))
  const better = (a, b) => b.score - a.score || a.cost - b.cost || sign(b.who - a.who)
  const grouped = exclusive.map((set) => ordered.filter(({ number }) => set.includes(number)))
  const alone = ordered.filter((one) => !grouped.flat().includes(one)).map((one) => [one])
  let sets = [{ score: 0, cost: 0, who: 0n }]
  for (const group of [...alone, ...grouped]) {
    const grown = group.flatMap(({ number, cost, score }) =>
      sets
        .filter((set) => set.cost + cost <= money)
        .map((set) => ({ score: set.score + score, cost: set.cost + cost, who: set.who | bit.get(number) })),
    )
    let most = -1
    sets = [...sets, ...grown]
      .sort((a, b) => a.cost - b.cost || better(a, b))
      .filter(({ score }) => {
        if (score <= most) return false
        most = score
        return true
      })
    if (sets.length > 1_000_000) throw new CannotCount('there are too many combinations for this program')
  }
  const [best] = sets.sort(better)
  return ordered.filter(({ number }) => best.who & bit.get(number)).map(({ number }) => number)
}

/** Who votes for each project: rows of ballots with the weight that they give it. */
function supporters({ projects, rows }) {
  const behind = new Map(projects.map(({ number }) => [number, []]))
  rows.forEach(({ picks }, row) => {
    for (const [number, weight] of picks) behind.get(number).push({ row, weight })
  })
  return behind
}

/**
 * Voters earn at one speed, and a project is bought when its supporters hold its cost: its load is the moment, (their loads + cost) ÷ supporters. It
 * ends with the first of lowest load that does not fit; equal ones are all looked at. @param loads { over, of }: of each row, over one denominator
 */
function phragmen(election, funded = [], loads = { over: 1n, of: election.rows.map(() => 0n) }) {
  const { money, projects, rows, wanted, before } = election
  const behind = supporters(election)
  const chosen = [...funded]
  let left = money - costOf(projects, funded)
  let { over, of } = loads
  for (;;) {
    const out = rivals(election, chosen)
    const open = wanted.filter(({ number }) => !chosen.includes(number) && !out.has(number))
    const priced = open.map((project) => {
      let sum = BigInt(project.cost) * over
      let voters = 0n
      for (const { row } of behind.get(project.number)) {
        sum += of[row] * BigInt(rows[row].voters)
        voters += BigInt(rows[row].voters)
      }
      return { project, sum, voters }
    })
    const compare = (a, b) => sign(a.sum * b.voters - b.sum * a.voters)
    priced.sort(compare)
    const equal = priced.filter((one) => compare(one, priced[0]) === 0)
    if (equal.length === 0 || equal.some(({ project }) => project.cost > left)) return chosen
    const [{ project, sum, voters }] = equal.sort((a, b) => before(a.project, b.project))
    chosen.push(project.number)
    left -= project.cost
    // In the finer denominator in which this load is whole, and shortened again.
    over *= voters
    of = of.map((load) => load * voters)
    for (const { row } of behind.get(project.number)) of[row] = sum
    const common = [...new Set(of)].reduce(gcd, over)
    over /= common
    of = of.map((load) => load / common)
  }
}

function sharesAndWhatIsLeft(election, { completion, increment, stop, start }) {
  const { money, unit, projects, wanted, voters, exclusive } = election
  // What pays for everything needs no rule. (In the order of the ballot.)
  const free = exclusive.every((set) => wanted.filter(({ number }) => set.includes(number)).length < 2)
  if (completion !== 'none' && free && costOf(wanted) <= money) return wanted.map(({ number }) => number)
  const isOver = (chosen) => {
    const left = money - costOf(projects, chosen)
    const out = rivals(election, chosen)
    return wanted.every(({ number, cost }) => chosen.includes(number) || out.has(number) || cost > left)
  }
  const isComplete = (chosen) => {
    const out = rivals(election, chosen)
    return wanted.every(({ number }) => chosen.includes(number) || out.has(number))
  }
  // Who could not pay for a project with all they have will not be able to before they have so much; and if the rest costs no more than there is,
  // no run until then can be the last. The last of those that are passed over is made.
  const passedOver = (given) => {
    const holds = ({ votes, cost }) => BigInt(votes) * BigInt(given) >= BigInt(cost) * BigInt(voters)
    const beyond = wanted.filter((one) => !holds(one))
    const left = money - costOf(wanted.filter(holds))
    const keepsOn = ({ number, cost }) => rivals(election, [number]).size === 0 && (stop === 'overrun' || cost <= left)
    if (left < 0 || !beyond.some(keepsOn)) return given
    const [first] = beyond
      .map(({ votes, cost }) => (BigInt(cost) * BigInt(voters) - 1n) / BigInt(votes))
      .sort((a, b) => sign(a - b))
    const step = BigInt(increment) * BigInt(voters)
    const last = BigInt(given) + ((first - BigInt(given)) / step) * step
    return last > BigInt(given) ? Number(last - step) : given
  }
  const fill = (run) => {
    if (completion === 'phragmen') return isOver(run.chosen) ? run.chosen : phragmen(election, run.chosen, run.spent())
    return completion.endsWith('votes') ? greedy(election, 'skip', run.chosen) : run.chosen
  }
  if (!completion.startsWith('add1')) return fill(equalShares(election, money))
  // More and more for everybody, until the winners cost more than there is: the last run before that holds.
  const first = start === 'exact' ? money : Math.floor(money / (voters * unit)) * voters * unit
  for (let given = first, kept = null; ; given += increment * voters) {
    if (!Number.isSafeInteger(given)) throw new CannotCount('the money of all voters is beyond what is counted exactly')
    const run = equalShares(election, given)
    if (kept && costOf(projects, run.chosen) > money) return fill(kept)
    kept = run
    if (isComplete(run.chosen) || (stop === 'exhaustive' && isOver(run.chosen))) return fill(kept)
    given = Math.max(passedOver(given), given + (run.same(increment) - 1) * increment * voters)
  }
}

/**
 * The Method of Equal Shares: everybody has the same part of `money`. The project is funded whose supporters pay least for each unit of its cost and
 * of the weight that they give it, those who have less than that giving all they have; and so on, until no supporters can pay.
 *
 * Voters who paid for the same have the same left, and share a purse. All purses stand over one denominator, `over`.
 * @returns { chosen, spent, same }: what each row of ballots has paid; and how many runs in which everybody has so much more (the last of them too)
 *   are sure to go as this one, at least 1
 */
function equalShares(election, money) {
  const { rows, wanted, voters, before } = election
  const chosen = []
  let over = BigInt(voters)
  let purses = [BigInt(money)]
  const purseOf = rows.map(() => 0)
  const behind = supporters(election)
  let open = wanted.map((project) => ({ ...project, price: null }))
  for (const one of open) if (one.cost === 0 && !rivals(election, chosen).has(one.number)) chosen.push(one.number)
  const excluded = rivals(election, chosen)
  open = open.filter(({ cost, number }) => cost > 0 && !excluded.has(number))
  // Where in every price asked for all supporters could pay alike, or not pay together, more money changes neither price nor choice until one of
  // those who lacked lacks nothing more.
  let allAlike = true
  const lacking = []

  /** What each supporter pays for a weight of 1 who has enough, as { left, able }: left ÷ able ÷ over. Null where they cannot pay together. */
  const priceOf = ({ number, cost }) => {
    let left = BigInt(cost) * over
    let able = 0n
    const poorestFirst = together(behind.get(number), rows, purseOf).map(({ purse, weight, people }) => {
      able += people * weight
      return { held: purses[purse], weight, people }
    })
    poorestFirst.sort((a, b) => sign(a.held * b.weight - b.held * a.weight))
    const all = poorestFirst.reduce((sum, { people }) => sum + people, 0n)
    for (const [at, { held, weight, people }] of poorestFirst.entries()) {
      if (held * able >= left * weight) {
        if (at > 0) allAlike = false
        return { left, able, over }
      }
      left -= held * people
      able -= people * weight
    }
    lacking.push({ missing: left, over, people: all })
    return null
  }
  /** Whether a is cheaper (below 0) for each unit of cost than b. What was never asked for is first. */
  const compare = (a, b) => {
    if (!a.price || !b.price) return Number(Boolean(a.price)) - Number(Boolean(b.price))
    const left = a.price.left * b.price.able * b.price.over * BigInt(b.cost)
    const right = b.price.left * a.price.able * a.price.over * BigInt(a.cost)
    return sign(left - right)
  }

  for (;;) {
    let best = []
    // Purses only shrink, so prices only grow: what was dearer before than the best is now need not be asked again.
    for (const project of [...open].sort(compare)) {
      if (best.length > 0 && project.price && compare(project, best[0]) > 0) break
      project.price = priceOf(project)
      if (!project.price) {
        open = open.filter((one) => one !== project)
      } else {
        const than = best.length === 0 ? -1 : compare(project, best[0])
        if (than < 0) best = [project]
        else if (than === 0) best.push(project)
      }
    }
    if (best.length === 0) break
    const [winner] = best.sort(before)
    chosen.push(winner.number)
    const out = rivals(election, chosen)
    open = open.filter((one) => one !== winner && !out.has(one.number))
    pay(winner.number, winner.price)
  }
  const spent = () => {
    const begun = BigInt(money) * (over / BigInt(voters))
    return { over, of: purseOf.map((purse) => begun - purses[purse]) }
  }
  const same = (increment) => {
    if (!allAlike) return 1
    const runs = lacking.map(({ missing, over, people }) => (missing - 1n) / (people * BigInt(increment) * over))
    return Math.max(
      1,
      ...runs
        .sort((a, b) => sign(a - b))
        .slice(0, 1)
        .map(Number),
    )
  }
  return { chosen, spent, same }

  function pay(number, { left, able }) {
    // Every purse is written over the finer denominator, in which the price is whole.
    over *= able
    purses = purses.map((held) => held * able)
    charge(behind.get(number), purses, purseOf, (weight) => left * weight)
  }
}

/** Supporters with one purse and one weight are one. */
function together(behind, rows, purseOf) {
  const many = new Map()
  for (const { row, weight } of behind) {
    const key = `${purseOf[row]} ${weight}`
    const one = many.get(key) ?? { purse: purseOf[row], weight: BigInt(weight), people: 0n }
    one.people += BigInt(rows[row].voters)
    many.set(key, one)
  }
  return [...many.values()]
}

/** Supporters pay `price` for their weight, or all they have. */
function charge(behind, purses, purseOf, price) {
  const after = new Map()
  for (const { row, weight } of behind) {
    const key = `${purseOf[row]} ${weight}`
    if (!after.has(key)) {
      const left = purses[purseOf[row]] - price(BigInt(weight))
      after.set(key, purses.push(left > 0n ? left : 0n) - 1)
    }
    purseOf[row] = after.get(key)
  }
}

/**
 * Equal Shares with bounded overspending. Paying at most λ for a unit, supporters cover the share α ≤ 1 of a cost; a unit costs them λ ÷ α. Of what
 * fits into the money that is really left the lowest λ ÷ α² is funded. Only λ at which a purse runs empty are tried, and the one that
 * pays in full; of equal ones the highest.
 */
function overspending(election) {
  const { money, rows, wanted, voters, before } = election
  const behind = supporters(election)
  const chosen = []
  let over = BigInt(voters)
  let purses = [BigInt(money)]
  const purseOf = rows.map(() => 0)
  let left = money
  for (const { number, cost } of wanted) if (cost === 0 && !rivals(election, chosen).has(number)) chosen.push(number)
  for (;;) {
    if (over.toString(16).length > 5_000) throw new CannotCount('the fractions of bounded overspending become too long')
    const out = rivals(election, chosen)
    const offers = wanted
      .filter(({ number, cost }) => !chosen.includes(number) && !out.has(number) && cost <= left)
      .flatMap((project) => {
        const offer = offerFor(project)
        return offer ? [{ project, ...offer }] : []
      })
    const compare = (a, b) => sign(a.worth[0] * b.worth[1] - b.worth[0] * a.worth[1])
    offers.sort(compare)
    const equal = offers.filter((one) => compare(one, offers[0]) === 0)
    if (equal.length === 0) return chosen
    const [{ project, price }] = equal.sort((a, b) => before(a.project, b.project))
    chosen.push(project.number)
    left -= project.cost
    const [n, d] = price
    over *= d
    purses = purses.map((held) => held * d)
    // price is in whole units of money: n ÷ d of them, over the denominator of purses.
    charge(behind.get(project.number), purses, purseOf, (weight) => (n * weight * over) / d)
    const shared = [...new Set(purseOf)].reduce((all, purse) => gcd(all, purses[purse]), over)
    over /= shared
    purses = purses.map((held) => held / shared)
  }

  /** @returns { worth, price } as fractions: λ ÷ α² for a unit of cost, and what a weight of 1 pays */
  function offerFor({ number, cost }) {
    const full = BigInt(cost) * over
    let spent = 0n
    let able = 0n
    let best = null
    const poorestFirst = together(behind.get(number), rows, purseOf)
      .map((one) => ({ ...one, held: purses[one.purse] }))
      .filter(({ held }) => held > 0n)
    for (const { weight, people } of poorestFirst) able += weight * people
    poorestFirst.sort((a, b) => sign(a.held * b.weight - b.held * a.weight))
    const consider = (worth, price) => {
      if (!best || worth[0] * best.worth[1] <= best.worth[0] * worth[1]) best = { worth, price }
    }
    for (const { held, weight, people } of poorestFirst) {
      // α = (spent + held ÷ weight · able) ÷ full
      const paid = spent * weight + held * able
      if (paid >= full * weight) {
        const price = [full - spent, able * over]
        consider([price[0], price[1] * BigInt(cost)], price)
        return best
      }
      consider([held * weight * full * full, over * BigInt(cost) * paid * paid], [held * full, over * paid])
      spent += held * people
      able -= weight * people
    }
    return best
  }
}

function sign(n) {
  return n > 0 ? 1 : n < 0 ? -1 : 0
}

function gcd(a, b) {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x < 0n ? -x : x
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
