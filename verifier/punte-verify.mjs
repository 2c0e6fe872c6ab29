#!/usr/bin/env node
// Follows the public log of a Punte installation, checks every byte of it, recounts every petition from the log alone and
// compares with what the site shows. It shares no code with the site and needs nothing but Node 20.
//
// The log is followed by log.mjs, its signatures are read by checkpoint.mjs, receipts by receipt.mjs, all beside this file.
//
// Contents: 1 what you asked for · 2 the recount · 3 what the site shows · 4 the report · 5 a receipt · 6 the whole course
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { meetsQuorum, openCheckpoint, parsePolicy, Refused, refuse } from './checkpoint.mjs'
import {
  advance,
  basicLines,
  basics,
  fetchJson,
  inOrder,
  isCount,
  logKeys,
  parseJson,
  print,
  readEntry,
  Tree,
} from './log.mjs'
import { checkIncluded, readReceipt } from './receipt.mjs'

const HELP = `node punte-verify.mjs URL [--vkey KEY] [--policy FILE] [--since FILE] [--save FILE] [--settle SECONDS] [--json]
node punte-verify.mjs --receipt FILE [URL] [--vkey KEY] [--policy FILE] [--json]

  URL             of the site, https://petitions.example.org
  --vkey KEY      the log's key as you learnt it elsewhere; without it the site is asked, and you trust it in that
  --policy FILE   whose cosignatures you ask for (C2SP tlog-policy); its log lines stand for --vkey
  --since FILE    what --save wrote: entries read then are not read again, and the log must continue them;
                  or a checkpoint that you kept: everything is read, and the log must begin with it
  --save FILE     write down what was read, also when it is interrupted
  --settle SECONDS  how long to look again at counts that do not agree yet: the site is seconds behind its log (30)
  --receipt FILE  check this .tlog-proof only; with a key or a policy nobody is asked, else URL is asked for its key
  --json          one JSON document instead of words
`

// ── 1 What you asked for ─────────────────────────────────────────────────────────────────────────────────────────────

function readArguments(words) {
  const asked = { settle: 30 }
  for (let at = 0; at < words.length; at++) {
    const name = words[at].startsWith('--') ? words[at].slice(2) : 'url'
    if (name === 'json') asked.json = true
    else if (name === 'url' && !asked.url) asked.url = words[at].replace(/\/+$/, '')
    else if (['vkey', 'policy', 'since', 'save', 'settle', 'receipt'].includes(name) && words[at + 1])
      asked[name] = words[++at]
    else refuse('usage', HELP)
  }
  asked.settle = Number(asked.settle)
  const needsSite = !asked.receipt || !(asked.vkey || asked.policy)
  if ((asked.url || needsSite) && !/^https?:\/\//.test(asked.url ?? '')) refuse('usage', HELP)
  if (!(asked.settle >= 0) || (asked.receipt && (asked.since || asked.save))) refuse('usage', HELP)
  return asked
}

function readBytes(file) {
  try {
    return readFileSync(file)
  } catch (error) {
    return refuse('file', `${file} cannot be read: ${error.message}.`)
  }
}
const readText = (file) => readBytes(file).toString()

// ── 2 The recount ────────────────────────────────────────────────────────────────────────────────────────────────────

const LEVELS = ['email', 'strong', 'signed']
const ACTS = ['confirmed', 'withdrawn', 'replaced', 'setAside', 'restored']
const sumOf = (numbers) => numbers.reduce((sum, one) => sum + one, 0)

/** So many acts of each petition are kept to compare with what the site says to have recounted. */
const STEPS_KEPT = 4000

class Petition {
  levels = Object.fromEntries(LEVELS.map((level) => [level, Object.fromEntries(ACTS.map((act) => [act, 0]))]))
  /** Of each record the level and day at which it stands, or null when it ended. */
  records = new Map()
  /** Confirmed on each day and not ended since. What was set aside is still in them: of which day it was the log does not tell. */
  days = new Map()
  total = 0
  /** How many people came or went so far. */
  moved = 0
  /** [total, moved] after each act since the last version of the units: a version must be of a moment that was. */
  moments = [[0, 0]]
  told = null
  published = false
  paper = new Map()
  thresholds = new Map()
  /** Moments passed since the site was first looked at: it may be a few seconds behind. */
  trail = []
  /** [index, count] after each of the last acts. */
  steps = []

  counted(level) {
    const { confirmed, withdrawn, replaced, setAside, restored } = this.levels[level]
    return confirmed - withdrawn - replaced - setAside + restored
  }

  count() {
    return countText({ total: this.total, ...Object.fromEntries(LEVELS.map((level) => [level, this.counted(level)])) })
  }

  keepStep(index) {
    this.steps.push([index, this.count()])
    if (this.steps.length > STEPS_KEPT) this.steps.splice(0, STEPS_KEPT / 2)
  }

  /** The count that the entries before `index` give; undefined where that is longer ago than is kept. */
  countBefore(index) {
    const step = this.steps.findLast(([at]) => at < index)
    if (!step && this.steps.length < STEPS_KEPT / 2) return new Petition().count()
    return step?.[1]
  }

  onPaper() {
    return sumOf([...this.paper.values()].map((one) => (one.ended ? 0 : one.signatures)))
  }

  /** What the site would show now, to compare. */
  moment() {
    return { count: this.count(), total: this.total, days: new Map(this.days), units: unitsText(this.told) }
  }
}

class Recount {
  petitions = new Map()
  problems = []
  live = false

  petition(number) {
    if (!this.petitions.has(number)) this.petitions.set(number, new Petition())
    return this.petitions.get(number)
  }

  /** One entry, in the order of the log. Kinds that move no number are only checked for being entries. */
  add(bytes, index) {
    const entry = readEntry(bytes)
    if (!entry) return this.problem(null, index, 'is no entry in canonical JSON')
    if (!Object.hasOwn(RULES, entry.kind)) return
    if (!isCount(entry.petition)) return this.problem(null, index, 'names no petition')
    const petition = this.petition(entry.petition)
    if (this.live && petition.trail.length === 0) petition.trail.push(petition.moment())
    const { moved } = petition
    const wrong = applyRule(petition, entry)
    if (petition.moved !== moved) petition.keepStep(index)
    if (wrong) this.problem(entry.petition, index, wrong)
    if (this.live) petition.trail.push(petition.moment())
  }

  problem(petition, index, text) {
    this.problems.push({ petition, index, text })
    if (this.problems.length > 1000) refuse('recount', 'More than 1,000 entries break the rules of the count.')
  }
}

function applyRule(petition, entry) {
  try {
    return RULES[entry.kind](petition, entry)
  } catch (error) {
    return `has another shape than its kind, ${entry.kind} (${error.message})`
  }
}

/** What each kind does to the recount. A returned text says what is wrong with the entry. */
const RULES = {
  'petitions.published': (petition) => {
    petition.published = true
  },
  'petitions.signature-confirmed': (petition, { level, record, day }) => {
    if (!LEVELS.includes(level)) return `has no known level (${level})`
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return 'names no day'
    if (record !== null && petition.records.has(record)) return 'confirms a record a second time'
    if (record !== null) petition.records.set(record, { level, day })
    petition.days.set(day, (petition.days.get(day) ?? 0) + 1)
    return move(petition, level, 'confirmed', 1)
  },
  'petitions.signature-withdrawn': (petition, entry) => end(petition, entry, 'withdrawn'),
  'petitions.signature-replaced': (petition, entry) => end(petition, entry, 'replaced'),
  'petitions.signatures-set-aside': (petition, entry) => moveTogether(petition, entry, 'setAside'),
  'petitions.signatures-restored': (petition, entry) => moveTogether(petition, entry, 'restored'),
  'petitions.units-told': tellUnits,
  'petitions.paper-batch': (petition, { scans, authority, signatures }) => {
    if (!isCount(signatures) || petition.paper.has(scans)) return 'counts the same sheets twice, or no number'
    petition.paper.set(scans, { authority, signatures, ended: false })
  },
  'petitions.paper-batch-ended': (petition, { scans, signatures }) => {
    const batch = petition.paper.get(scans)
    if (!batch || batch.ended || batch.signatures !== signatures) return 'ends sheets that were not counted'
    batch.ended = true
  },
  'petitions.threshold-crossed': (petition, { name, authority }) => {
    petition.thresholds.set(thresholdKey(name, authority), true)
  },
  'petitions.threshold-uncrossed': (petition, { name, authority }) => {
    petition.thresholds.set(thresholdKey(name, authority), false)
  },
}

/** Each authority that is asked has its own. Entries of version 1 name none: then only the first one had any. */
function thresholdKey(name, authority) {
  return authority === undefined ? name : `${name} ${authority}`
}

function move(petition, level, act, signatures) {
  petition.levels[level][act] += signatures
  petition.total += act === 'confirmed' || act === 'restored' ? signatures : -signatures
  petition.moved += signatures
  petition.moments.push([petition.total, petition.moved])
  if (petition.counted(level) < 0) return `takes off more signatures (${level}) than there are`
}

/** `record` is null where the link to the person was erased: then only the number moves. */
function end(petition, { level, record }, act) {
  if (!LEVELS.includes(level)) return `has no known level (${level})`
  if (record === null) return move(petition, level, act, 1)
  const standing = petition.records.get(record)
  if (standing === undefined) return `takes off a record that was never confirmed`
  if (standing === null) return 'takes off a record a second time'
  if (standing.level !== level) return `takes off a record of another level (${level}, confirmed as ${standing.level})`
  petition.records.set(record, null)
  petition.days.set(standing.day, petition.days.get(standing.day) - 1)
  return move(petition, level, act, 1)
}

function moveTogether(petition, { counts }, act) {
  if (!Array.isArray(counts) || !counts.every((one) => LEVELS.includes(one?.level) && isCount(one.signatures))) {
    return 'does not say how many of which level'
  }
  const wrong = counts.map(({ level, signatures }) => move(petition, level, act, signatures)).filter(Boolean)
  if (act === 'restored' && LEVELS.some((level) => petition.levels[level].restored > petition.levels[level].setAside)) {
    wrong.push('restores more than was set aside')
  }
  return wrong[0]
}

/** A version of the numbers by unit, under the rule for small numbers: docs/decisions/0002-small-numbers.md of the site's source. */
function tellUnits(petition, { step, cells, total, day }) {
  const sum = sumOf(cells.map(({ signatures }) => signatures))
  // The version is of a moment at or before its entry. Where the same total was there twice, either may be meant.
  const earliest = petition.moments.findIndex(([then]) => then === total)
  const changes = petition.moments.findLast(([then]) => then === total)?.[1] - (petition.told?.moved ?? 0)
  const before = petition.told
  petition.moments = petition.moments.slice(Math.max(earliest, 0))
  const told = cells.map(({ unit, signatures }) => ({ unit: String(unit), signatures }))
  petition.told = { step, total, day, cells: told, moved: petition.moments[0][1] }
  if (earliest < 0) return `tells units of ${total} signatures, which the petition never had since the last version`
  if (!isCount(step) || step < 1 || cells.some(({ signatures: n }) => !isCount(n) || n < step || n % step !== 0)) {
    return `tells a unit not in whole steps of ${step}`
  }
  if (new Set(cells.map(({ unit }) => unit)).size < cells.length) return 'tells a unit twice'
  if (cells.length > 0 && sum > total - step) return `leaves fewer than ${step} signatures without a unit`
  if (before && changes < step) return `tells units anew after ${changes} changes; the rule asks for ${step}`
}

function countText({ total, email, strong, signed }) {
  return JSON.stringify({ total, email, strong, signed })
}

function unitsText(told) {
  if (!told) return 'none'
  const cells = told.cells.map(({ unit, signatures }) => `${unit} ${signatures}`).sort()
  return `${told.step} of ${told.total}: ${cells.join(', ')}`
}

// ── 3 What the site shows ────────────────────────────────────────────────────────────────────────────────────────────

/** The total that the list shows of each petition, by number. */
async function listPetitions(base) {
  const listed = new Map()
  for (let after = ''; after !== null; ) {
    const reply = await fetchJson(`${base}/api/v1/petitions${after && `?after=${encodeURIComponent(after)}`}`)
    if (!Array.isArray(reply?.items)) refuse('api', 'The list of petitions has another shape.')
    const before = listed.size
    for (const one of reply.items) if (isCount(one?.number)) listed.set(one.number, one.total)
    after = typeof reply.next === 'string' ? reply.next : null
    if (after !== null && listed.size === before) refuse('api', 'The list of petitions goes in circles.')
  }
  return listed
}

/** What the site says about a petition and the log does not; `settled` is false while its count cannot be compared. */
function compareOne(petition, shown, listedTotal) {
  const differences = []
  const differ = (text) => differences.push(text)
  if (shown === null) {
    if (petition.published || petition.total > 0) differ('the site does not show it')
    return { differences, settled: true }
  }
  const now = petition.moment()
  const passed = (test) => [now, ...petition.trail].some(test)
  const { recounted, disagrees, ...said } = shown.count
  if (disagrees) differ('the site itself says that its numbers do not agree')
  if (recounted) {
    // What the site says to have recounted must be what the first so many entries give.
    const [site, log] = [countText(recounted), petition.countBefore(recounted.index)]
    if (!log) differ(`the site has not recounted for long (entry ${recounted.index})`)
    else if (site !== log) differ(`recounted at entry ${recounted.index}: the site says ${site}, the log gives ${log}`)
  }
  const agrees = passed(({ count }) => count === countText(said))
  // What waits for a check is in the log at once and set aside there in batches, minutes later. Until the site has recounted past the last
  // act its count may be lower, by how much nobody can tell from outside.
  const settled =
    agrees || !recounted || !(petition.steps.at(-1)?.[0] >= recounted.index) || said.total > petition.total
  if (settled && !agrees) differ(`the site shows ${countText(said)}, the log gives ${now.count}`)
  if (agrees && !passed((then) => daysHold(then, shown.byDay))) {
    differ('by day: the site shows more of a day than the log has, or another sum than its count')
  }
  if (listedTotal !== said.total && !passed(({ total }) => total === listedTotal)) {
    differ(`the list shows ${listedTotal}, the log gives ${petition.total}`)
  }
  const { k: step, total: of } = shown.byUnitOf
  const units = unitsText(of > 0 && { step, total: of, cells: shown.byUnit.filter((one) => one.signatures !== null) })
  if (!passed((then) => then.units === units)) differ(`units: the site shows ${units}; the log tells ${now.units}`)
  if (shown.paper.signatures !== petition.onPaper()) {
    differ(`on paper: the site shows ${shown.paper.signatures}, the log gives ${petition.onPaper()}`)
  }
  for (const { authority, name, level, counted, paper, crossedAt } of shown.thresholds) {
    const own = paper + sumOf(LEVELS.slice(LEVELS.indexOf(level)).map((one) => said[one]))
    if (own !== counted) differ(`threshold ${name}: the site shows ${counted}, its own counts give ${own}`)
    const { thresholds } = petition
    const reached = thresholds.get(thresholdKey(name, authority?.slug)) ?? thresholds.get(name) ?? false
    if ((crossedAt !== null) !== reached) {
      differ(`threshold ${name}: the site and the log do not agree whether it was reached`)
    }
  }
  return { differences, settled }
}

/** Where nothing was set aside this is the exact number of each day: none is higher, and all together are the count. */
function daysHold({ total, days }, byDay) {
  const fits = ({ day, signatures }) => isCount(signatures) && signatures <= (days.get(day) ?? 0)
  return byDay.every(fits) && sumOf(byDay.map(({ signatures }) => signatures)) === total
}

/** The site may be seconds behind its log, or before it: only what does not settle after several looks is a difference. */
async function compare(base, run, goOn) {
  const { petitions } = run.recount
  const until = Date.now() + run.asked.settle * 1000
  let listed = await listPetitions(base)
  for (const number of listed.keys()) run.recount.petition(number)
  for (let pending = [...petitions.keys()]; ; listed = await listPetitions(base)) {
    const shown = new Map()
    const load = async (number) => [number, await fetchJson(`${base}/api/v1/petitions/${number}`)]
    for await (const [number, reply] of inOrder(pending, load)) shown.set(number, reply)
    const isOpen = (number) => {
      try {
        run.compared.set(number, compareOne(petitions.get(number), shown.get(number), listed.get(number)))
      } catch (error) {
        const differences = [`the reply of the site has another shape (${error.message})`]
        run.compared.set(number, { differences, settled: true })
      }
      const { differences, settled } = run.compared.get(number)
      return differences.length > 0 || !settled
    }
    pending = pending.filter(isOpen)
    if (pending.length === 0) return
    await sleep(Math.min(2000, Math.max(0, until - Date.now())))
    await goOn()
    pending = pending.filter(isOpen)
    if (pending.length === 0 || Date.now() >= until) return
  }
}

// ── 4 The report ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns whether all that could be compared was proved, and something could */
function report(run) {
  const { recount, compared, refusal, quorum } = run
  const petitions = [...recount.petitions]
    .sort(([a], [b]) => a - b)
    .map(([number, one]) => ({
      petition: number,
      ...Object.fromEntries(ACTS.map((act) => [act, sumOf(LEVELS.map((level) => one.levels[level][act]))])),
      counted: one.total,
      byLevel: Object.fromEntries(
        LEVELS.map((level) => [level, { ...one.levels[level], counted: one.counted(level) }]),
      ),
      paper: one.onPaper(),
      units: one.told,
      ...(compared.get(number) ?? { differences: ['not compared'], settled: true }),
    }))
  const notNow = petitions.filter((one) => !one.settled).length
  const agree = recount.problems.length === 0 && petitions.every((one) => one.differences.length === 0)
  const some = notNow < petitions.length || notNow === 0
  const result = {
    proved: !refusal && quorum !== false && agree && some,
    ...basics(run),
    since: run.since ?? null,
    problems: recount.problems,
    compared: refusal ? 0 : petitions.length - notNow,
    notComparedNow: notNow,
    petitions,
  }
  print(run.asked, result, inWords(result))
  return result.proved
}

function inWords({ proved, refused, log, since, problems, petitions, compared, notComparedNow, ...rest }) {
  const lines = []
  if (log && !refused) {
    const line = (cells) => lines.push(cells.map((cell) => String(cell).padStart(9)).join(' '))
    line(['petition', ...ACTS, 'counted', ...LEVELS, 'paper', 'site'])
    for (const one of petitions) {
      const levels = LEVELS.map((level) => one.byLevel[level].counted)
      const site = one.differences.length > 0 ? 'DIFFERS' : one.settled ? 'same' : 'not compared now'
      line([one.petition, ...ACTS.map((act) => one[act]), one.counted, ...levels, one.paper, site])
      if (one.units) lines.push(`          units, at least, in steps of ${unitsText(one.units)}`)
    }
    for (const one of petitions) for (const text of one.differences) lines.push(`Petition ${one.petition}: ${text}.`)
  }
  for (const { petition, index, text } of problems.slice(0, 20)) {
    lines.push(`Entry ${index}${petition === null ? '' : ` (petition ${petition})`} ${text}.`)
  }
  lines.push(...basicLines({ refused, log, ...rest }))
  if (since && log && !refused) lines.push(sinceLine(since, log))
  lines.push(
    proved ? 'PROVED: the log is whole, and every count that was compared is what the log gives.' : 'NOT PROVED.',
  )
  if (!refused) lines.push(`Compared: ${compared} of ${petitions.length} petitions.`)
  if (notComparedNow > 0) {
    lines.push(
      `Not compared now: ${notComparedNow}, whose latest signatures the site has not yet recounted. Ask again in some minutes.`,
    )
  }
  return lines
}

/** What --since proved, and from where on it read. */
function sinceLine({ file, size, alreadyRead }, log) {
  const first = alreadyRead > 0 ? `entries ${alreadyRead} to ${log.size - 1} were read now` : 'every entry was read now'
  return `The log continues the ${size} entries that were signed in ${file}; ${alreadyRead === log.size ? 'none came since' : first}.`
}

// ── 5 A receipt ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function verifyReceipt(run) {
  const { asked } = run
  const policy = asked.policy ? parsePolicy(readText(asked.policy)) : null
  const receipt = readReceipt(readBytes(asked.receipt), asked.receipt)
  run.checkpoint = openCheckpoint(receipt.note, await logKeys(asked, policy, null), policy?.witnesses ?? [])
  checkIncluded(receipt, run.checkpoint)
  run.receipt = { index: receipt.index, entry: receipt.entry.toString() }
  if (policy) run.quorum = meetsQuorum(policy, run.checkpoint.cosigners)
}

/** @returns whether the receipt is good, and cosigned as asked */
function reportReceipt(run) {
  const { asked, checkpoint, receipt, refusal, quorum } = run
  const good = !refusal && quorum !== false
  const result = { good, ...basics(run), receipt: receipt ?? null }
  const entry = receipt
    ? [`Entry ${receipt.index} of the ${checkpoint.size} that ${checkpoint.origin} signed:`, receipt.entry]
    : []
  const verdict = good
    ? 'GOOD: whoever holds this key signed that the entry is in the log, at this place. Not who made it, nor what came later.'
    : 'NOT GOOD.'
  print(asked, result, [...entry, ...basicLines(result), verdict])
  return good
}

// ── 6 The whole course ───────────────────────────────────────────────────────────────────────────────────────────────

const FORMAT = 'punte-verify/2'

/** What an earlier run saved ({ note, state }), or the checkpoint that somebody kept ({ note }). */
function readSince(file) {
  const text = readText(file)
  if (!text.startsWith('{')) return { note: text }
  const state = parseJson(text, (_, value) => {
    if (Array.isArray(value?.map)) return new Map(value.map)
    return value?.type === 'Buffer' ? Buffer.from(value.data) : value
  })
  if (state?.format !== FORMAT) refuse('since', `${file} is damaged, or was not written by this version.`)
  // What the site could show while it was looked at then is no excuse for what it shows now.
  const again = (one) => Object.assign(new Petition(), one, { trail: [] })
  const petitions = [...state.petitions].map(([number, one]) => [number, again(one)])
  const recount = Object.assign(new Recount(), { problems: state.problems, petitions: new Map(petitions) })
  return { note: state.note, state: { vkey: state.vkey, tree: Object.assign(new Tree(), state.tree), recount } }
}

/** Written whole or not at all. What was read is sound also before its root is proved: whoever goes on must prove it. */
function save({ asked, checkpoint, tree, recount: { petitions, problems } }) {
  if (!asked.save || !checkpoint) return
  const state = { format: FORMAT, vkey: checkpoint.log.text, note: checkpoint.note, tree, problems, petitions }
  const handle = openSync(`${asked.save}.new`, 'w')
  writeFileSync(
    handle,
    JSON.stringify(state, (_, value) => (value instanceof Map ? { map: [...value] } : value)),
  )
  fsyncSync(handle)
  closeSync(handle)
  renameSync(`${asked.save}.new`, asked.save)
}

async function verify(run) {
  const { asked } = run
  const policy = asked.policy ? parsePolicy(readText(asked.policy)) : null
  const witnesses = policy?.witnesses ?? []
  const since = asked.since ? readSince(asked.since) : null
  const logs = await logKeys(asked, policy, since)
  const kept = since && openCheckpoint(Buffer.from(since.note), logs, witnesses)
  const milestones = kept ? [{ ...kept, what: `the checkpoint of ${kept.size} entries in ${asked.since}` }] : []
  if (since?.state) Object.assign(run, since.state)
  const trust = { logs, witnesses, milestones }
  if (kept) run.since = { file: asked.since, size: kept.size, alreadyRead: run.tree.size }
  const goOn = () => advance(run, trust, (entry, index) => run.recount.add(entry, index))
  await goOn()
  run.recount.live = true
  await compare(asked.url, run, goOn)
  if (policy) run.quorum = meetsQuorum(policy, run.checkpoint.cosigners)
}

async function main() {
  const run = { tree: new Tree(), recount: new Recount(), compared: new Map() }
  const stop = () => {
    save(run)
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
  try {
    run.asked = readArguments(process.argv.slice(2))
    await (run.asked.receipt ? verifyReceipt(run) : verify(run))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code === 'usage') return console.error(error.message) ?? false
    run.refusal = error
  }
  if (run.asked.receipt) return reportReceipt(run)
  if (!run.refusal || run.refusal.code === 'unreachable') save(run)
  return report(run)
}

process.exitCode = (await main()) ? 0 : 1
