#!/usr/bin/env node
// Recounts the votes on budgets of a Punte installation from its public log alone, and compares with the results in the log and on the site. It shares
// no code with the site and needs nothing but Node 20. Beside it: log.mjs follows the log, budget-log.mjs reads what
// it says of votes, budget-tokens.mjs checks anonymous tokens, budget-again.mjs votes that are held again, budget-rules.mjs counts.
//
// Contents: 1 what you asked for · 2 the recount · 3 what the site shows · 4 the report and the whole course
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { againWrong, votesGivenUp, votesThatHold } from './budget-again.mjs'
import { numbersIn, same, scriptsIn, take } from './budget-log.mjs'
import { CannotCount, costOf, countByRule, drawLot, tieOrder } from './budget-rules.mjs'
import { tokensWrong } from './budget-tokens.mjs'
import { meetsQuorum, openPromise, parsePolicy, Refused, refuse } from './checkpoint.mjs'
import {
  advance,
  basicLines,
  basics,
  canonical,
  fetchBytes,
  fetchJson,
  LONGEST,
  logKeys,
  print,
  sha256,
  Tree,
} from './log.mjs'

const HELP = `node punte-recount-budget.mjs URL [PROCESS] [--vkey KEY] [--policy FILE] [--promise FILE] [--settle SECONDS] [--json]

  URL             of the site, https://petitions.example.org
  PROCESS         the number in the address of one vote; without it all votes are recounted
  --vkey KEY      the log's key as you learnt it elsewhere; without it the site is asked, and you trust it in that
  --policy FILE   whose cosignatures you ask for (C2SP tlog-policy); its log lines stand for --vkey
  --promise FILE  what you were promised when you cast: whether the log has that ballot
  --settle SECONDS  how long to look again at what does not agree yet: the site and its log can be seconds apart (30)
  --json          one JSON document instead of words

Ends with 0 when everything that was counted is proved, 1 when something differs, 2 when it could not be checked.
`

// ── 1 What you asked for ─────────────────────────────────────────────────────────────────────────────────────────────

function readArguments(words) {
  const asked = { settle: 30 }
  for (let at = 0; at < words.length; at++) {
    const name = words[at].startsWith('--') ? words[at].slice(2) : 'url'
    if (name === 'json') asked.json = true
    else if (name === 'url' && !asked.url) asked.url = words[at].replace(/\/+$/, '')
    else if (name === 'url' && !asked.process && /^[1-9]\d{0,8}$/.test(words[at])) asked.process = Number(words[at])
    else if (['vkey', 'policy', 'promise', 'settle'].includes(name) && words[at + 1]) asked[name] = words[++at]
    else refuse('usage', HELP)
  }
  asked.settle = Number(asked.settle)
  if (!/^https?:\/\//.test(asked.url ?? '') || !(asked.settle >= 0)) refuse('usage', HELP)
  return asked
}

function readBytes(file) {
  try {
    return readFileSync(file)
  } catch (error) {
    return refuse('file', `${file} cannot be read: ${error.message}.`)
  }
}

// ── 2 The recount ────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns { differences, envelopes, cannot }: what the log itself gets wrong, and what every envelope gives */
function recount(vote, votes, say) {
  const differences = [...vote.problems, ...againWrong(vote, votes)]
  const never = [...vote.ballots].filter(([, how]) => how === 'cast').map(([commitment]) => commitment)
  if (vote.closed && never.length > 0) {
    differences.push(`${never.length} ballots were cast and neither opened nor replaced, ${never[0]} for one`)
  }
  if (vote.closed) differences.push(...tokensWrong(vote))
  const told = { differences, envelopes: [], cannot: null }
  if (!vote.defined) return told
  if (vote.defined.list === false) {
    told.cannot =
      'its single ballots are not published, as was set before the vote; every commitment is settled, which was checked'
    return told
  }
  try {
    for (const [at, count] of vote.counts.entries()) {
      const lot = drawLot(
        vote.defined.projects.map(({ project }) => project),
        count.dice,
        count.checkpoint.root,
      )
      const before = tieOrder(vote.defined.tie, lot)
      let passed = 0
      told.envelopes = vote.defined.envelopes.map((envelope) => {
        say(
          `Process ${vote.number}: counting envelope ${envelope.envelope}, ${vote.opened.length + vote.paper.ballots.length} ballots`,
        )
        const own = countEnvelope(vote, envelope, before, passed)
        passed = envelope.leftovers === 'next-envelope' ? own.amount - own.cost : 0
        const result = count.results.get(envelope.envelope)
        const differ = (name, site, log) =>
          differences.push(
            `envelope ${envelope.envelope}, count ${at + 1}: ${name} in the log is ${canonical(site)}, the ballots give ${canonical(log)}`,
          )
        if (!result) differences.push(`envelope ${envelope.envelope}, count ${at + 1}: the log has no result`)
        else
          for (const name of ['rule', 'ballots', 'selected', 'cost', 'received'])
            if (!same(result[name] ?? null, own[name])) differ(name, result[name] ?? null, own[name])
        return { ...own, outcome: result?.outcome ?? null }
      })
    }
  } catch (error) {
    if (!(error instanceof CannotCount)) differences.push(`cannot be counted: ${error.message}`)
    else told.cannot = error.message
  }
  return told
}

/** Ballots of an envelope are those that chose something in it that was not taken off. */
function countEnvelope(vote, { envelope, amount, ballot, max, rule, parameters }, before, received) {
  const listed = vote.defined.projects.filter((one) => one.envelope === envelope && !vote.void.has(one.project))
  const projects = listed.map(({ project, cost }) => ({ number: project, cost, votes: 0, score: 0 }))
  const rows = new Map()
  let voters = 0
  for (const picks of [...vote.opened.map((one) => one.picks), ...vote.paper.ballots]) {
    // Of so many places the first counts as many points as there are places, the last one.
    const weighed = (picks[envelope] ?? []).map((one, at) =>
      Array.isArray(one) ? one : [one, ballot === 'ranking' ? max - at : 1],
    )
    const chosen = weighed.filter(([number]) => !vote.void.has(number))
    if (chosen.length === 0) continue
    voters += 1
    const row = rows.get(chosen.join()) ?? { picks: chosen, voters: 0 }
    row.voters += 1
    rows.set(chosen.join(), row)
    for (const [number, weight] of chosen) {
      const project = projects.find((one) => one.number === number)
      project.votes += 1
      project.score += weight
    }
  }
  // Minor units in one unit of the currency: 100 bani in a leu.
  const exclusive = (vote.defined.exclusive ?? [])
    .map((set) => set.filter((number) => projects.some((one) => one.number === number)))
    .filter((set) => set.length > 1)
  const money = amount + received
  const election = { money, unit: 100, projects, rows: [...rows.values()], voters, exclusive, before }
  const selected = countByRule(parameters, election)
  const without = [...rows.values()].filter(({ picks }) => !picks.some(([number]) => selected.includes(number)))
  const excluded = without.reduce((sum, row) => sum + row.voters, 0)
  return {
    envelope,
    rule,
    parameters,
    amount: money,
    received: received > 0 ? received : null,
    ballots: voters,
    selected,
    cost: costOf(projects, selected),
    excluded,
    projects,
  }
}

// ── 3 What the site shows ────────────────────────────────────────────────────────────────────────────────────────────

/** @returns what the site says of a vote, and neither its log nor its ballots do */
async function compare(base, vote, { envelopes }) {
  const differences = []
  const differ = (what, site, log) => {
    if (!same(site ?? null, log))
      differences.push(`${what}: the site shows ${canonical(site ?? null)}, the recount gives ${canonical(log)}`)
  }
  const shown = await fetchJson(`${base}/api/v1/processes/${vote.number}/result`)
  if (shown === null) return ['the site does not show it']
  try {
    differ('state', shown.state, vote.state)
    // What is given up while people vote closes without an entry of its own.
    differ('closed', shown.voteClosed, vote.closed || (vote.cancelled && vote.begun))
    // Older sites do not say it here.
    if (shown.cancelled !== undefined) differ('given up', shown.cancelled !== null, vote.cancelled)
    differ('decision', shown.decision, vote.decision)
    differ('the vote that it holds again', shown.rounds?.of?.number, vote.again?.of ?? null)
    differ('votes that hold it again', shown.rounds?.in.map(({ number }) => number) ?? [], votesThatHold(vote))
    if (shown.rounds?.in.every((round) => 'cancelled' in round))
      differ(
        'votes that were to hold it again and were given up',
        shown.rounds.in.filter(({ cancelled }) => cancelled !== null).map(({ number }) => number),
        votesGivenUp(vote),
      )
    const counted = [...vote.ballots.values()].filter((how) => how === 'counted').length
    const online = vote.defined?.list === false ? counted : vote.opened.length
    if (vote.closed) {
      const onPaper = vote.paper.valid ?? vote.paper.ballots.length
      differ('ballots', shown.ballots, online + onPaper)
      differ('ballots of paper', shown.paperBallots, onPaper)
      if (vote.paper.handed !== null) differences.push(...(await comparePaper(base, vote)))
    }
    if (vote.closed && vote.defined?.list !== false) {
      const { items, differs } = await listBallots(base, vote)
      if (differs) differences.push(differs)
      else
        differ(
          'the list of ballots',
          items,
          vote.opened.map(({ picks, ...one }) => ({
            ...one,
            picks: Object.values(picks)
              .flatMap(numbersIn)
              .sort((a, b) => a - b),
            marks: marksOf(vote, picks),
          })),
        )
    }
    const stands = ['provisional', 'protocol', 'decided'].includes(vote.state)
    const { dice, checkpoint } = (stands && vote.counts.at(-1)) || {}
    if (stands) differ('lot', shown.lot, { dice, checkpoint: checkpoint.root })
    if (vote.defined?.list === false) return differences
    differ(
      'envelopes',
      shown.envelopes.map(({ position }) => position),
      stands ? envelopes.map(({ envelope }) => envelope) : [],
    )
    for (const own of stands ? envelopes : []) {
      const site = shown.envelopes.find(({ position }) => position === own.envelope)
      const differHere = (what, one, other) => differ(`envelope ${own.envelope}, ${what}`, one, other)
      for (const name of ['rule', 'amount', 'ballots', 'cost']) differHere(name, site[name], own[name])
      differHere('annulled', Boolean(site.annulled), vote.annulled.has(own.envelope))
      differHere('selected', site.outcome.selected, own.selected.map(String))
      differHere('outcome', sha256(Buffer.from(canonical(site.outcome))).toString('base64url'), own.outcome)
      differHere('voters with nothing funded', Math.round(site.excluded * own.ballots), own.excluded)
      const defined = vote.defined.projects.filter((one) => one.envelope === own.envelope)
      const ours = defined.map(({ project, cost }) => {
        const votes = own.projects.find(({ number }) => number === project)?.votes ?? 0
        return { number: project, cost, votes, funded: own.selected.includes(project), void: vote.void.has(project) }
      })
      const theirs = site.projects.map(({ number, cost, votes, funded, why }) => ({
        number,
        cost,
        votes,
        funded,
        void: why === 'void',
      }))
      const byNumber = (a, b) => a.number - b.number
      differHere('projects', theirs.sort(byNumber), ours.sort(byNumber))
    }
  } catch (error) {
    if (error instanceof Refused) throw error
    differences.push(`the reply of the site has another shape (${error.message})`)
  }
  return differences
}

/** As the site writes what a ballot says: 5 ticked, 5:3 with three points, 5@1 at the first place. */
function marksOf({ defined }, picks) {
  return defined.envelopes.flatMap(({ envelope, ballot }) =>
    (picks[envelope] ?? []).map((one, at) =>
      Array.isArray(one) ? one.join(':') : ballot === 'ranking' ? `${one}@${at + 1}` : String(one),
    ),
  )
}

/** What the site shows of paper: how many were given out, the batches, and every valid ballot in the order of the log. */
async function comparePaper(base, { number, paper }) {
  const items = []
  for (let after = ''; after !== null; ) {
    const reply = await fetchJson(
      `${base}/api/v1/processes/${number}/paper${after && `?after=${encodeURIComponent(after)}`}`,
    )
    if (!Array.isArray(reply?.items)) return ['the site does not show its paper']
    if (after === '') {
      const { counter, assisted, home } = reply.channels ?? {}
      if (counter + assisted + home !== paper.handed) return ['paper: the site shows another number that was given out']
      const batches = reply.batches.map(({ position, sheets, valid, blank, corrected }) => ({
        position,
        sheets,
        valid,
        blank,
        corrected,
      }))
      const own = [...paper.batches].map(([position, { sheets, valid, blank, corrected }]) => ({
        position,
        sheets,
        valid,
        blank,
        corrected,
      }))
      const byPosition = (a, b) => a.position - b.position
      if (!same(batches.sort(byPosition), own.sort(byPosition))) return ['paper: the site shows other batches']
      if (!same(reply.recheck ?? null, paper.rechecked)) return ['paper: the site shows another re-check']
    }
    items.push(...reply.items.map(({ picks }) => picks))
    if (items.length > paper.ballots.length) return ['paper: the site lists more ballots than the log opens']
    after = typeof reply.next === 'string' && reply.items.length > 0 ? reply.next : null
  }
  return same(items, paper.ballots) ? [] : ['paper: the site lists other ballots than the log opens']
}

async function listBallots(base, vote) {
  const items = []
  for (let after = ''; after !== null; ) {
    const path = `${base}/api/v1/processes/${vote.number}/ballots${after && `?after=${encodeURIComponent(after)}`}`
    const reply = await fetchJson(path)
    if (!reply?.opened || !Array.isArray(reply.items)) return { differs: 'the site does not list the ballots' }
    items.push(...reply.items)
    if (items.length > vote.opened.length) return { differs: 'the site lists more ballots than the log opens' }
    after = typeof reply.next === 'string' && reply.items.length > 0 ? reply.next : null
  }
  return { items }
}

// ── 4 The report and the whole course ────────────────────────────────────────────────────────────────────────────────

function verdictOf({ differences, cannot }, vote) {
  if (differences.length > 0) return 'DIFFERS'
  if (cannot) return 'COULD NOT CHECK'
  if (vote.counts.length > 0) return 'PROVED'
  return vote.cancelled ? 'GIVEN UP' : 'NOT COUNTED YET'
}

function inWords({ proved, differs, votes, promise, scripts, ...rest }) {
  const lines = [...scriptLines(scripts)]
  for (const {
    process,
    verdict,
    cast,
    opened,
    replaced,
    paper,
    tokens,
    state,
    lot,
    envelopes,
    differences,
    cannot,
    ...rounds
  } of votes) {
    lines.push(`Process ${process}: ${cast} cast, ${opened} opened, ${replaced} replaced; result: ${state}.`)
    lines.push(...roundLines(rounds))
    if (paper)
      lines.push(
        `  On paper: ${paper.handed} given out, ${paper.ballots} valid in ${paper.batches} batches${paper.rechecked ? `; ${paper.rechecked.sheets} read again, ${paper.rechecked.differing} of them otherwise` : ''}.`,
      )
    if (tokens)
      lines.push(
        tokens.used === null
          ? `  Anonymous tokens: ${tokens.issued} issued as far as the log tells; how many were used shows when ballots are opened.`
          : `  Anonymous tokens: ${tokens.issued} issued, ${tokens.used} used by opened ballots.`,
      )
    if (lot)
      lines.push(
        `  Lot by dice ${lot.dice} and the tree of ${lot.size} entries, ${lot.later} more than it needs to hold.`,
      )
    if (lot && !lot.diceBefore)
      lines.push(
        '  The dice were told when the root of that tree was public: whoever made them up could have searched for a lot.',
      )
    for (const one of envelopes) {
      lines.push(
        `  Envelope ${one.envelope}, ${one.rule}: ${one.ballots} ballots, ${one.cost} of ${one.amount} spent, ${one.excluded} voters with nothing.`,
      )
      lines.push(`  The rule in full: ${canonical(one.parameters)}`)
      const line = (cells) => lines.push(`  ${cells.map((cell) => String(cell).padStart(12)).join(' ')}`)
      line(['project', 'cost', 'votes', 'chosen'])
      for (const { number, cost, votes } of one.projects)
        line([number, cost, votes, one.selected.indexOf(number) + 1 || '—'])
    }
    for (const text of differences) lines.push(`  ${text}.`)
    if (cannot) lines.push(`  Cannot be counted here: ${cannot}.`)
    lines.push(`  ${verdict}`)
  }
  if (promise)
    lines.push(
      promise.kept
        ? `The promise was kept: the log has ballot ${promise.commitment} of process ${promise.process}, ${promise.how}.`
        : promise.kept === false
          ? `THE PROMISE WAS BROKEN: the log does not have ballot ${promise.commitment} of process ${promise.process}.`
          : `The promise is not due before ${promise.by}.`,
    )
  lines.push(...basicLines(rest))
  if (proved) lines.push('PROVED: every vote that was counted gives the result that the log and the site tell.')
  else if (differs) lines.push('NOT PROVED.')
  else lines.push('COULD NOT CHECK: nothing was counted yet, or not everything could be read or counted here.')
  return lines
}

/** What was annulled, and where it is voted on again. */
function roundLines({ again, annulled, heldAgainIn, givenUpIn }) {
  return [
    ...(again ? [`  Holds vote ${again.of} again, in envelope ${again.envelopes.join(', ')}.`] : []),
    ...(again?.off.length > 0 ? [`  Left out of its ballot: project ${again.off.join(', ')}.`] : []),
    ...annulled.map((envelope) => `  The result of envelope ${envelope} was annulled: nothing of it is funded.`),
    ...heldAgainIn.map((vote) =>
      givenUpIn.includes(vote)
        ? `  Was to be held again as vote ${vote}, which was given up.`
        : `  Held again as vote ${vote}.`,
    ),
  ]
}

const SERVED = {
  same: 'served so now',
  gone: 'not served any more',
  other: 'BUT THE SITE SERVES ANOTHER PROGRAM UNDER THIS NAME',
}

/** Programs of the ballot page, as the log tells them: the newest last. */
function scriptLines(scripts) {
  return scripts.flatMap(({ index, day, scripts: files }) => [
    `Programs of the anonymous ballot’s page since ${day} (entry ${index}):`,
    ...files.map(({ path, sha256, served }) => `  ${path} SHA-256 ${sha256}${served ? `, ${SERVED[served]}` : ''}`),
  ])
}

/** @returns the exit code */
function report(run) {
  const { refusal, quorum, asked } = run
  const votes = (run.told ?? []).map(({ vote, told }) => {
    const { dice, checkpoint } = vote.counts.at(-1) ?? {}
    const many = (how) => [...vote.ballots.values()].filter((one) => one === how).length
    return {
      process: vote.number,
      verdict: verdictOf(told, vote),
      state: vote.state,
      cast: vote.ballots.size,
      opened: vote.opened.length,
      replaced: many('replaced'),
      paper: vote.paper.handed === null ? null : paperOf(vote.paper),
      // A token shows with the ballot that it proves: before the close, and where ballots stay closed, nobody knows which were used.
      tokens: vote.tokens && {
        issued: vote.tokens.issued.size,
        used: vote.closed && vote.defined?.list !== false ? vote.tokens.keys.size : null,
      },
      counts: vote.counts.length,
      again: vote.again,
      annulled: [...vote.annulled],
      heldAgainIn: votesThatHold(vote),
      givenUpIn: votesGivenUp(vote),
      cancelled: vote.cancelled,
      lot: dice
        ? { dice, ...checkpoint, later: checkpoint?.size - vote.edge?.size, diceBefore: vote.dice !== null }
        : null,
      ...told,
    }
  })
  const verdicts = votes.map(({ verdict }) => verdict)
  const against = refusal && !UNCHECKED.includes(refusal.code)
  const broken = run.promise?.kept === false || run.scripts.at(-1)?.scripts.some(({ served }) => served === 'other')
  const differs = Boolean(verdicts.includes('DIFFERS') || against || broken || quorum === false)
  const proved = !refusal && !differs && verdicts.includes('PROVED') && !verdicts.includes('COULD NOT CHECK')
  const { promise = null, scripts } = run
  const result = { proved, differs, ...basics(run), votes, promise, scripts }
  print(asked, result, inWords(result))
  return differs ? 1 : proved ? 0 : 2
}

function paperOf({ handed, batches, ballots, valid, rechecked }) {
  return { handed, batches: batches.size, ballots: valid ?? ballots.length, rechecked }
}

/** Refusals that say nothing against the site's numbers. */
const UNCHECKED = ['usage', 'file', 'unreachable', 'missing', 'status', 'redirect', 'policy', 'vkey']

async function verify(run) {
  const { asked } = run
  const policy = asked.policy ? parsePolicy(readBytes(asked.policy).toString()) : null
  const trust = { logs: await logKeys(asked, policy, null), witnesses: policy?.witnesses ?? [], milestones: [] }
  const promise = asked.promise ? openPromise(readBytes(asked.promise), trust.logs) : null
  const votes = new Map()
  const say = (text) => process.stderr.isTTY && !asked.json && process.stderr.write(`${text}\n`)
  const until = Date.now() + asked.settle * 1000
  for (;;) {
    await advance(run, trust, (bytes, index, leaf) => {
      take(votes, run.tree, bytes, index, leaf)
      const scripts = scriptsIn(bytes)
      if (scripts) run.scripts.push({ index, ...scripts })
    })
    run.told = []
    if (promise) run.promise = kept(promise, votes)
    for (const vote of [...votes.values()].sort((a, b) => a.number - b.number)) {
      const isAsked = asked.process ? vote.number === asked.process : vote.defined || vote.problems.length > 0
      if (!isAsked) continue
      const told = recount(vote, votes, say)
      told.differences.push(...(await compare(asked.url, vote, told)))
      if (run.promise?.process === vote.number && run.promise.kept === false)
        told.differences.push(brokenWords(promise))
      run.told.push({ vote, told })
    }
    if (run.told.every(({ told }) => told.differences.length === 0) || Date.now() >= until) break
    await sleep(2000)
  }
  if (policy) run.quorum = meetsQuorum(policy, run.checkpoint.cosigners)
  for (const one of run.scripts.at(-1)?.scripts ?? []) one.served = await servedAs(asked.url, one)
}

/** Whether the site gives the program that the log names. A program of before may be gone; another one under its name is a difference. */
async function servedAs(base, { path, sha256: told }) {
  const bytes = await fetchBytes(`${base}${path}`, LONGEST.json)
  return bytes === null ? 'gone' : sha256(bytes).toString('hex') === told ? 'same' : 'other'
}

/** Whether the log has the ballot that it promised to have; null while there is still time. */
function kept({ process, commitment, by }, votes) {
  const how = votes.get(process)?.ballots.get(commitment) ?? null
  return { process, commitment, by: new Date(by).toISOString(), how, kept: how ? true : Date.now() > by ? false : null }
}

const brokenWords = ({ commitment, by }) =>
  `the log promised ballot ${commitment} at the latest at ${new Date(by).toISOString()}, and does not have it`

async function main() {
  const run = { tree: new Tree(), scripts: [] }
  try {
    run.asked = readArguments(process.argv.slice(2))
    await verify(run)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code === 'usage') {
      console.error(error.message)
      return 2
    }
    run.refusal = error
  }
  return report(run)
}

process.exitCode = await main()
