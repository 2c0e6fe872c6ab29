// What the public log of a Punte installation says of votes on budgets, and what is wrong with it: entry by entry, in the order of the log. What
// entries mean: docs/ledger.md of the site's source. Used by punte-recount-budget.mjs.
import { holdsAgain, isHeldWhole } from './budget-again.mjs'
import { definedWith, issuedTold, issuerDestroyed, issuerNamed, openedBy, replacedBy } from './budget-tokens.mjs'
import { refuse } from './checkpoint.mjs'
import { canonical, isCount, readEntry, sha256, Tree } from './log.mjs'

export const same = (a, b) => canonical(a) === canonical(b)
/** Anybody's bytes in base64url, one spelling a value; null for anything else. */
const bytesOf = (text) => {
  const bytes = Buffer.from(String(text), 'base64url')
  return bytes.length === 32 && bytes.toString('base64url') === text ? bytes : null
}

class Vote {
  defined = null
  closed = false
  state = 'none'
  /** Of each commitment whether it is 'cast', 'opened', 'counted' (and never opened) or 'replaced'. */
  ballots = new Map()
  /** { commitment, nonce, picks }, in the order of the log. */
  opened = []
  void = new Set()
  /** Ballots of paper: how many were given out, what two officials counted by batch, the choices by lot (`valid` alone where they stay closed), and the end of it. */
  paper = {
    handed: null,
    batches: new Map(),
    lots: new Map(),
    ballots: [],
    valid: null,
    finished: null,
    rechecked: null,
  }
  /** Each time that it was counted: { dice, checkpoint, results } */
  counts = []
  decision = null
  problems = []
  /** The tree after the last opened ballot, and the leaves after it up to the dice: the lot rests on a tree among them. */
  edge = null
  /** Thrown, and in the log before the tree was signed that the lot rests on. Null in votes of before that was asked. */
  dice = null
  leaves = []
  /** Null where people vote by account. */
  tokens = null
  /** Envelopes whose results were annulled while others stand. */
  annulled = new Set()
  /** Where it is a vote held again: { of, envelopes, off }, and what each envelope has from the one before it in the first vote. */
  again = null
  comesWith = new Map()
  /** The votes in which envelopes of this one are held again: { envelope, vote } */
  heldIn = []
  /** Given up: it decides nothing. */
  cancelled = false
  /** People could vote, from some day on. */
  begun = false

  constructor(number) {
    this.number = number
  }

  problem(index, text) {
    if (this.problems.length < 100) this.problems.push(`entry ${index} ${text}`)
  }

  /** Every commitment is settled once, after the close; the openings must be in the tree that the lot rests on. */
  settle(commitment, how) {
    const before = this.ballots.get(commitment)
    this.ballots.set(commitment, how)
    if (!before) return `names ${commitment} as ${how}, which was never cast`
    if (before !== 'cast') return `names ${commitment} as ${how}, which was ${before} before`
  }

  keepEdge(tree) {
    this.edge = Object.assign(new Tree(), { size: tree.size, rows: tree.rows.map((row) => [...row]) })
    this.leaves = []
  }

  /** The root of the tree of this size; undefined where it does not hold all openings, or is later than the dice. */
  rootAt(size) {
    if (!this.edge || size < this.edge.size || size > this.edge.size + this.leaves.length) return undefined
    const tree = Object.assign(new Tree(), { size: this.edge.size, rows: this.edge.rows.map((row) => [...row]) })
    for (const leaf of this.leaves.slice(0, size - tree.size)) tree.add(leaf)
    return tree.root().toString('hex')
  }
}

/** Whether a project has a cost and is of one of these envelopes. */
const sound =
  (envelopes) =>
  ({ project, cost, envelope }) =>
    isCount(project) && isCount(cost) && envelopes.includes(envelope)

/** What each kind does. It returns, or yields, what is wrong with the entry. */
const RULES = {
  'processes.phase-opened'(vote, { method }) {
    if (method === 'budgeting.vote') vote.begun = true
    return []
  },
  *'processes.phase-closed'(vote, { method }, tree) {
    if (method !== 'budgeting.vote') return
    if (vote.closed) yield 'closes the vote a second time'
    vote.closed = true
    vote.keepEdge(tree)
  },
  *'processes.cancelled'(vote) {
    if (vote.cancelled) yield 'is given up a second time'
    vote.cancelled = true
  },
  *'budgeting.ballot-defined'(vote, entry) {
    if (vote.defined) yield 'defines the ballot a second time'
    if (vote.ballots.size > 0) yield 'defines the ballot after somebody voted'
    yield* definedWith(vote, entry)
    const numbers = entry.projects.map(({ project }) => project)
    const envelopes = entry.envelopes.map(({ envelope }) => envelope)
    if (new Set(numbers).size < numbers.length || new Set(envelopes).size < envelopes.length)
      yield 'lists something twice'
    if (
      !entry.projects.every(sound(envelopes)) ||
      !entry.envelopes.every(({ amount }) => amount > 0 && isCount(amount))
    ) {
      yield 'has a cost or an amount that is none, or a project of no envelope'
    }
    // Version 1 has all projects in this one entry.
    vote.defined ??= { ...entry, total: entry.v === 1 ? numbers.length : entry.total }
  },
  *'budgeting.ballot-continued'(vote, { projects }) {
    if (!vote.defined) return yield 'goes on with a ballot that was not defined'
    if (vote.ballots.size > 0) yield 'adds projects after somebody voted'
    const known = new Set(vote.defined.projects.map(({ project }) => project))
    for (const one of projects) {
      if (known.has(one.project)) yield `lists project ${one.project} twice`
      known.add(one.project)
    }
    if (!projects.every(sound(vote.defined.envelopes.map(({ envelope }) => envelope))))
      yield 'has a cost that is none, or a project of no envelope'
    vote.defined.projects = [...vote.defined.projects, ...projects]
  },
  'budgeting.token-issuer': issuerNamed,
  'budgeting.tokens-issued': issuedTold,
  'budgeting.issuer-destroyed': issuerDestroyed,
  *'budgeting.ballot-cast'(vote, { record }) {
    if (!vote.defined) yield 'casts a ballot before the ballot was defined'
    else if (vote.ballots.size === 0 && vote.defined.projects.length !== vote.defined.total)
      yield `casts a ballot on ${vote.defined.projects.length} projects, where ${vote.defined.total} were to be listed`
    if (vote.closed || vote.edge) yield 'casts a ballot after the close'
    else if (vote.cancelled) yield 'casts a ballot after the vote was given up'
    if (!bytesOf(record)) yield 'has a commitment that is none'
    if (vote.ballots.has(record)) yield `casts ${record} a second time`
    else vote.ballots.set(record, 'cast')
  },
  *'budgeting.project-void'(vote, { project }) {
    if (!vote.defined?.projects.some((one) => one.project === project))
      yield 'takes off a project that is not on the ballot'
    if (vote.closed) yield 'takes off a project after the close'
    vote.void.add(project)
  },
  *'budgeting.ballots-opened'(vote, { ballots }, tree) {
    if (vote.cancelled) yield 'opens ballots of a vote that was given up'
    else if (!vote.closed) yield 'opens ballots before the close'
    if (vote.defined?.list === false) yield 'opens ballots that were to stay closed'
    if (vote.counts.length > 0 || vote.dice !== null) yield 'opens ballots after the dice were thrown'
    for (const { commitment, nonce, picks, ...token } of ballots) {
      const wrong = vote.settle(commitment, 'opened')
      if (wrong) yield wrong
      // Bytes, not letters, are in order.
      const last = vote.opened.at(-1)
      if (
        last &&
        Buffer.compare(bytesOf(last.commitment) ?? Buffer.alloc(0), bytesOf(commitment) ?? Buffer.alloc(0)) >= 0
      ) {
        yield `opens ${commitment} out of the order of commitments`
      }
      yield* openingWrong(vote, { commitment, nonce, picks })
      yield* openedBy(vote, { commitment, picks, ...token })
      vote.opened.push({ commitment, nonce, picks, pk: token.pk ?? null })
    }
    vote.keepEdge(tree)
  },
  *'budgeting.ballots-counted'(vote, { commitments }, tree) {
    if (vote.defined?.list !== false) yield 'names ballots that it should open'
    if (!vote.closed) yield 'tells what counts before the close'
    if (vote.counts.length > 0 || vote.dice !== null) yield 'tells what counts after the dice were thrown'
    for (const one of commitments) {
      const wrong = vote.settle(one, 'counted')
      if (wrong) yield wrong
    }
    vote.keepEdge(tree)
  },
  *'budgeting.ballots-replaced'(vote, { commitments, ballots = [] }, tree) {
    if (!vote.closed) yield 'tells what was replaced before the close'
    if (vote.counts.length > 0 || vote.dice !== null) yield 'tells what was replaced after the dice were thrown'
    for (const one of commitments) {
      const wrong = vote.settle(one, 'replaced')
      if (wrong) yield wrong
    }
    // Of tokens everything is opened: what was replaced must be shown to be.
    const shown = ballots.map(({ commitment }) => commitment)
    if (vote.tokens ? !same(shown, commitments) : shown.length > 0)
      yield 'names replaced ballots otherwise than it opens them'
    for (const one of ballots) {
      yield* openingWrong(vote, one)
      yield* replacedBy(vote, one)
    }
    vote.keepEdge(tree)
  },
  *'budgeting.paper-handed'(vote, { counter, assisted, home }) {
    if (!vote.closed) yield 'tells before the close how many ballots of paper were given out'
    if (vote.paper.handed !== null) yield 'tells a second time how many ballots of paper were given out'
    if (![counter, assisted, home].every(isCount)) yield 'has a number that is none'
    vote.paper.handed = counter + assisted + home
  },
  *'budgeting.paper-batch-counted'(vote, { batch, sheets, valid, blank, invalid, corrected }) {
    const { batches, finished, handed } = vote.paper
    if (!vote.closed) yield 'counts paper before the close'
    if (finished) yield 'counts paper after it was finished'
    if (batches.has(batch)) yield `counts batch ${batch} a second time`
    const reasons = Object.values(invalid)
    if (![sheets, valid, blank, corrected, ...reasons].every(isCount)) yield 'has a number that is none'
    if (valid + blank + reasons.reduce((sum, one) => sum + one, 0) !== sheets)
      yield `counts batch ${batch} to another number than its ${sheets} sheets`
    batches.set(batch, { sheets, valid, blank, invalid, corrected })
    // What is no ballot of this vote was given out by nobody.
    const ballots = [...batches.values()].reduce((sum, one) => sum + one.sheets - (one.invalid.foreign ?? 0), 0)
    if (ballots > (handed ?? 0)) yield `brings paper to ${ballots} ballots, of which ${handed ?? 0} were given out`
  },
  *'budgeting.paper-opened'(vote, { lot, batches, ballots }, tree) {
    const { paper } = vote
    if (vote.defined?.list === false) yield 'opens paper that was to stay closed'
    if (paper.finished) yield 'opens paper after it was finished'
    if (vote.counts.length > 0 || vote.dice !== null) yield 'opens paper after the dice were thrown'
    const before = paper.lots.get(lot) ?? { batches, ballots: 0, last: '' }
    if (!same(before.batches, batches)) yield `puts other batches into lot ${lot} than before`
    for (const picks of ballots) {
      const text = canonical(picks)
      if (text < before.last) yield `opens paper of lot ${lot} out of order`
      before.last = text
      const against = picksWrong(vote.defined, picks)
      if (against) yield `opens a ballot of paper that ${against}`
      paper.ballots.push(picks)
    }
    before.ballots += ballots.length
    paper.lots.set(lot, before)
    vote.keepEdge(tree)
  },
  *'budgeting.paper-finished'(vote, { ballots }, tree) {
    const { paper } = vote
    if (!vote.closed) yield 'finishes paper before the close'
    if (paper.finished) yield 'finishes paper a second time'
    if (vote.counts.length > 0 || vote.dice !== null) yield 'finishes paper after the dice were thrown'
    const valid = [...paper.batches.values()].reduce((sum, one) => sum + one.valid, 0)
    const isClosed = vote.defined?.list === false
    if (isClosed && ballots !== valid) yield `says ${ballots} ballots of paper, where batches come to ${valid}`
    if (!isClosed && (ballots !== paper.ballots.length || ballots !== valid))
      yield `says ${ballots} ballots of paper, where batches come to ${valid} and ${paper.ballots.length} were opened`
    const named = [...paper.lots.values()].flatMap((one) => one.batches)
    if (isClosed) paper.valid = ballots
    else if (named.length !== new Set(named).size || !same([...named].sort(), [...paper.batches.keys()].sort()))
      yield 'opens other batches than those that were counted'
    for (const [lot, one] of paper.lots) {
      const sum = one.batches.reduce((all, batch) => all + (paper.batches.get(batch)?.valid ?? 0), 0)
      if (sum !== one.ballots) yield `opens ${one.ballots} ballots in lot ${lot}, whose batches have ${sum}`
      if (one.ballots < 20 && paper.lots.size > 1) yield `opens lot ${lot} with fewer than 20 ballots`
    }
    paper.finished = true
    vote.keepEdge(tree)
  },
  *'budgeting.paper-rechecked'(vote, { sheets, differing }) {
    const all = [...vote.paper.batches.values()].reduce((sum, one) => sum + one.sheets, 0)
    if (vote.counts.length === 0) yield 'reads paper again before the dice were thrown'
    if (vote.paper.rechecked) yield 'reads paper again a second time'
    if (sheets !== Math.min(all, Math.max(20, Math.ceil(all / 20))))
      yield `reads ${sheets} sheets again, which is not the number that the lot draws from ${all}`
    if (!isCount(differing) || differing > sheets) yield 'has a number that is none'
    vote.paper.rechecked = { sheets, differing }
  },
  *'budgeting.dice-thrown'(vote, { dice }, tree) {
    if (!vote.closed) yield 'throws dice before the close'
    if (vote.paper.handed > 0 && !vote.paper.finished) yield 'throws dice before the paper was counted'
    if (vote.dice !== null || vote.counts.length > 0) return yield 'throws dice a second time'
    vote.dice = dice
    // The tree that seeds together with the dice must hold them: it was signed when they could not be changed any more.
    vote.keepEdge(tree)
  },
  *'budgeting.lot-drawn'(vote, { v, dice, checkpoint }) {
    if (isHeldWhole(vote)) yield 'counts again what is voted on again'
    if (!vote.closed) yield 'draws a lot before the close'
    if (vote.counts.length > 0 && vote.state !== 'annulled') yield 'draws a lot again, although the result stands'
    // Version 1: dice were entered when the root was public already. It is found in logs of before, and beside no dice of their own.
    if (vote.dice === null && vote.paper.handed > 0 && !vote.paper.finished)
      yield 'throws dice before the paper was counted'
    if (v !== 1 && vote.dice === null) yield 'draws a lot from dice that were not in the log before'
    if (vote.dice !== null && vote.dice !== dice)
      yield `draws a lot from other dice than those that were thrown, ${vote.dice}`
    if (!/^[1-6]{20,}$/.test(dice)) yield 'has dice that are not at least 20 digits from 1 to 6'
    const first = vote.counts[0]?.checkpoint
    if (first && !same(first, checkpoint)) yield 'rests the lot on another tree than the count before'
    const root = vote.rootAt(checkpoint.size)
    if (root === undefined)
      yield `rests the lot on a tree of ${checkpoint.size} entries, which does not hold all openings and the dice, or came later`
    else if (root !== checkpoint.root)
      yield `rests the lot on a root that the tree of ${checkpoint.size} entries does not have`
    vote.counts.push({ dice, checkpoint, results: new Map() })
    vote.state = 'provisional'
  },
  *'budgeting.result'(vote, entry) {
    const count = vote.counts.at(-1)
    if (!count) return yield 'tells a result before dice were thrown'
    if (count.results.has(entry.envelope)) yield `tells the result of envelope ${entry.envelope} a second time`
    count.results.set(entry.envelope, entry)
  },
  *'budgeting.result-protocol'(vote) {
    if (vote.state !== 'provisional') yield 'signs the protocol of no result'
    vote.state = 'protocol'
  },
  *'budgeting.result-decided'(vote, { decision, on }) {
    if (vote.state !== 'protocol') yield 'decides on no protocol'
    Object.assign(vote, { state: 'decided', decision: { number: decision, on } })
  },
  *'budgeting.result-annulled'(vote, { envelope }) {
    if (!['provisional', 'protocol'].includes(vote.state)) yield 'annuls no result'
    if (envelope === undefined) {
      vote.state = 'annulled'
      return
    }
    if (!vote.counts.at(-1)?.results.has(envelope)) yield `annuls envelope ${envelope}, which has no result`
    if (vote.annulled.has(envelope)) yield `annuls envelope ${envelope} a second time`
    vote.annulled.add(envelope)
    if (vote.annulled.size === vote.defined?.envelopes.length) yield 'annuls every envelope by itself'
  },
  'budgeting.held-again': holdsAgain,
}

/** An opening must give the commitment, and choices that the ballot allows. */
function* openingWrong(vote, { commitment, nonce, picks }) {
  const text = canonical({ picks, process: vote.number })
  const hash = sha256(
    Buffer.concat([Buffer.from('punte-ballot/v1\n'), bytesOf(nonce) ?? Buffer.alloc(0), Buffer.from(text)]),
  )
  if (hash.toString('base64url') !== commitment) yield `opens ${commitment} with other choices than those it binds`
  const against = picksWrong(vote.defined, picks)
  if (against) yield `opens ${commitment}, which ${against}`
}

/** Numbers of projects in a choice: pairs of a number and its points, or the numbers alone. */
export const numbersIn = (choice) => choice.map((one) => (Array.isArray(one) ? one[0] : one))

/** Chosen projects are on the ballot, in their envelope, each once, as its kind of ballot writes them; neither too few nor too many. */
function picksWrong(defined, picks) {
  const chosen = Object.entries(picks)
  if (chosen.length === 0) return 'chooses nothing'
  for (const [position, choice] of chosen) {
    const envelope = defined?.envelopes.find((one) => String(one.envelope) === position)
    if (!envelope) return `chooses in envelope ${position}, which there is not`
    const numbers = numbersIn(choice)
    if (numbers.length < Math.max(1, envelope.min) || numbers.length > envelope.max) {
      return `chooses ${numbers.length} in envelope ${position}, where ${envelope.min} to ${envelope.max} may be chosen`
    }
    const inOrder = envelope.ballot === 'ranking' || numbers.every((one, at) => at === 0 || one > numbers[at - 1])
    if (!inOrder || new Set(numbers).size < numbers.length) return 'chooses a project twice, or not in their order'
    const project = (number) =>
      defined.projects.find((one) => one.project === number && one.envelope === envelope.envelope)
    if (!numbers.every(project)) return `chooses a project that envelope ${position} does not have`
    const against = kindWrong(
      envelope,
      choice,
      numbers.reduce((sum, number) => sum + project(number).cost, 0),
    )
    if (against) return against
  }
}

function kindWrong({ ballot, amount, points, most }, choice, cost) {
  if (!['approval', 'knapsack', 'points', 'ranking'].includes(ballot))
    return `is of a kind, ${ballot}, that is not known to this program`
  if (choice.some((one) => Array.isArray(one) !== (ballot === 'points'))) return 'is written as another kind of ballot'
  if (ballot === 'knapsack' && cost > amount) return 'chooses more than the money pays for'
  if (ballot !== 'points') return
  const given = choice.map(([, value]) => value)
  if (!given.every((value) => isCount(value) && value > 0 && value <= most))
    return 'gives a project points that no project may get'
  if (given.reduce((sum, value) => sum + value, 0) > points) return 'gives more points than there are'
}

/** The programs of the page of anonymous ballots, where an entry tells of them: { day, scripts: [{ path, sha256 }] }; else null. */
export function scriptsIn(bytes) {
  if (!bytes.includes('"budgeting.ballot-scripts"')) return null
  const { kind, day, scripts } = readEntry(bytes) ?? {}
  if (kind !== 'budgeting.ballot-scripts') return null
  const isOne = ({ path, sha256 }) => /^\/assets\/[\w.-]+$/.test(path) && /^[0-9a-f]{64}$/.test(sha256)
  if (!Array.isArray(scripts) || !scripts.every(isOne)) refuse('entry', 'An entry names no programs where it should.')
  return { day, scripts: scripts.map(({ path, sha256 }) => ({ path, sha256 })) }
}

/** Takes one entry, in the order of the log. Kinds that are not of votes pass. */
export function take(votes, tree, bytes, index, leaf) {
  const entry = readEntry(bytes) ?? refuse('entry', `Entry ${index} is no entry in canonical JSON.`)
  if (Object.hasOwn(RULES, entry.kind) && isCount(entry.process)) {
    const vote = votes.get(entry.process) ?? new Vote(entry.process)
    votes.set(entry.process, vote)
    try {
      for (const wrong of RULES[entry.kind](vote, entry, tree, votes)) vote.problem(index, wrong)
    } catch (error) {
      vote.problem(index, `has another shape than its kind, ${entry.kind} (${error.message})`)
    }
  }
  for (const { edge, leaves, counts } of votes.values())
    if (edge && edge.size <= index && counts.length === 0) leaves.push(leaf)
}
