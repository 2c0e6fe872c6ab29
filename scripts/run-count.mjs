// Runs on the pinned Node, started by scripts/count.mjs. It needs no build: Node reads the TypeScript of the count itself.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CannotCount } from '../src/modules/budgeting/counting/cannot-count.ts'
import { count } from '../src/modules/budgeting/counting/count.ts'
import { electionOf } from '../src/modules/budgeting/counting/election.ts'
import { drawLot } from '../src/modules/budgeting/counting/lot.ts'
import { isRuleName, ruleNamed, ruleNames } from '../src/modules/budgeting/counting/rule-names.ts'
import { checkLimits } from '../src/modules/budgeting/pabulib/check-limits.ts'
import { pbElection } from '../src/modules/budgeting/pabulib/pb-election.ts'
import { PbError } from '../src/modules/budgeting/pabulib/pb-file.ts'
import { readPb } from '../src/modules/budgeting/pabulib/read-pb.ts'
import { readText as decoded } from '../src/modules/budgeting/pabulib/read-text.ts'
import { printOutcome } from './print-outcome.mjs'

const usage = `npm run count -- FILE.pb [--rule NAME] [--json]
  --rule NAME        instead of the rule in META: ${ruleNames.join(', ')}
  --utility KIND     of Equal Shares: cost (the usual one) or cardinality
  --increment N      of add1, in units of the currency: 1 is usual
  --min-score N      of greedy-threshold: points that a project needs
  --exclusive A,B    projects of which at most one is funded; may be given again
  --ties LIST        lower-cost,more-votes,lot is usual
  --dice DIGITS --checkpoint HEX   what the lot is drawn from; without them the ids in their order are the lot
  --json             everything, for programs; money in units of the currency, as in the file`

/** What the person who calls can put right; nothing else is shown without a stack. */
class Misused extends Error {}

try {
  await main()
} catch (error) {
  if (!(error instanceof Misused || error instanceof CannotCount || error instanceof PbError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function main() {
  const { path, options } = readArguments()
  const begun = performance.now()
  const file = readPb(readText(path))
  const pb = pbElection(file)
  const name = options.rule ?? pb.rule
  if (!isRuleName(name)) throw new Misused(`no rule is called ${name}; --rule is one of ${ruleNames.join(', ')}`)
  const election = electionOf({
    ...pb,
    utilities: utilitiesOf(options.utility),
    exclusive: exclusiveOf(options.exclusive ?? [], pb),
  })
  const read = performance.now()
  const ties = await tiesOf(options, pb)
  const threshold = numberOf(options, 'min-score') ?? pb.threshold
  if (name === 'greedy-threshold' && threshold === null)
    throw new Misused('META names no min_project_score_threshold: give --min-score')
  const rule = ruleNamed(name, election, (threshold ?? 0) * pb.pointUnit)
  const increment = numberOf(options, 'increment')
  if (increment !== undefined && rule.kind === 'equal-shares')
    rule.increment = Math.round(increment * election.currencyUnit)
  const outcome = count(election, { name, rule, ties })
  const seconds = { read: (read - begun) / 1000, count: (performance.now() - read) / 1000 }
  const official = pb.selected && sameSet(pb.selected, outcome.selected)
  const notes = checkLimits(file, pb)
  printOutcome({ outcome, pb, seconds, official, notes, drawn: Boolean(options.dice) }, { json: options.json })
}

function readArguments() {
  const text = { type: 'string' }
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        rule: text,
        utility: text,
        increment: text,
        'min-score': text,
        exclusive: { type: 'string', multiple: true },
        ties: text,
        dice: text,
        checkpoint: text,
        json: { type: 'boolean', default: false },
      },
    })
    if (positionals.length !== 1) throw new Misused(usage)
    return { path: positionals[0], options: values }
  } catch (error) {
    if (error instanceof Misused || !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
    throw new Misused(`${error.message}\n${usage}`)
  }
}

function readText(path) {
  let bytes
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new Misused(`${path} cannot be read: ${error.code}`)
  }
  return decoded(bytes)
}

function utilitiesOf(utility = 'cost') {
  if (utility === 'cost' || utility === 'cardinality') return utility
  throw new Misused('--utility is cost or cardinality')
}

function exclusiveOf(sets, { projects }) {
  return sets.map((set) =>
    set.split(',').map((id) => {
      const at = projects.findIndex((project) => project.id === id)
      if (at < 0) throw new Misused(`--exclusive names project ${id}, which is not there`)
      return at
    }),
  )
}

async function tiesOf({ ties = 'lower-cost,more-votes,lot', dice, checkpoint }, { projects }) {
  const criteria = ties.split(',')
  const unknown = criteria.find((criterion) => !['lower-cost', 'more-votes', 'lot'].includes(criterion))
  if (unknown !== undefined) throw new Misused(`--ties are of lower-cost, more-votes, lot; not ${unknown}`)
  const ids = projects.map(({ id }) => id)
  if (dice === undefined && checkpoint === undefined) return { criteria, lot: ids.sort() }
  const sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest())
  try {
    return { criteria, lot: await drawLot(ids, { dice: dice ?? '', checkpoint: checkpoint ?? '' }, sha256) }
  } catch (error) {
    throw error instanceof RangeError ? new Misused(error.message) : error
  }
}

function numberOf(options, name) {
  if (options[name] === undefined) return undefined
  const n = Number(options[name])
  if (options[name].trim() === '' || !Number.isFinite(n) || n < 0) throw new Misused(`--${name} is a number`)
  return n
}

function sameSet(a, b) {
  const set = new Set(a)
  return a.length === b.length && b.every((id) => set.has(id))
}
