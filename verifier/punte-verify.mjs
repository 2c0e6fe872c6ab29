#!/usr/bin/env node
// Follows the public log of a Punte installation, checks every byte of it, recounts every petition from the log alone and
// compares with what the site shows. It shares no code with the site and needs nothing but Node 20.
//
// Contents: 1 what you asked for · 2 fetching from a server that may be hostile · 3 keys, notes, checkpoints · 4 the tree
//           5 the recount · 6 what the site shows · 7 the report · 8 a receipt · 9 the whole course
import * as crypto from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const HELP = `node punte-verify.mjs URL [--vkey KEY] [--policy FILE] [--since FILE] [--save FILE] [--settle SECONDS] [--json]
node punte-verify.mjs --receipt FILE [URL] [--vkey KEY] [--policy FILE] [--json]

  URL             of the site, https://petitions.example.org
  --vkey KEY      the log's key as you learnt it elsewhere; without it the site is asked, and you trust it in that
  --policy FILE   whose cosignatures you ask for (C2SP tlog-policy); its log lines stand for --vkey
  --since FILE    go on from what --save wrote, or prove that a checkpoint you kept is the beginning of the log
  --save FILE     write down what was read, also when it is interrupted
  --settle SECONDS  how long to look again at counts that do not agree yet: the site is seconds behind its log (30)
  --receipt FILE  check this .tlog-proof only; with a key or a policy nobody is asked, else URL is asked for its key
  --json          one JSON document instead of words
`

/** Why the log or the site is not to be believed. `code` is stable; the message is for people. */
class Refused extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}
const refuse = (code, message) => {
  throw new Refused(code, message)
}

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

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return refuse('file', `${file} cannot be read: ${error.message}.`)
  }
}

/** Undefined for what is no JSON. */
function parseJson(text, revive) {
  try {
    return JSON.parse(text, revive)
  } catch {
    return undefined
  }
}

// ── 2 Fetching from a server that may be hostile ─────────────────────────────────────────────────────────────────────

const AT_ONCE = 8
const PATIENCE_MS = 30_000
const LONGEST = { note: 256 * 1024, tile: 8192, bundle: 256 * 65_537, json: 16 * 1024 * 1024 }

/** The body of a 200, or null for a 404. Follows no redirect, reads no more than `most` bytes (after gzip), waits no longer than 30 s. */
async function fetchBytes(url, most) {
  for (let attempt = 1; ; attempt++) {
    try {
      const reply = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) })
      if (reply.status >= 300 && reply.status < 400)
        refuse('redirect', `${url} sends us elsewhere; that is not followed.`)
      if (reply.status === 404) return null
      if (reply.status >= 500 || reply.status === 429) throw new Error(`status ${reply.status}`)
      if (reply.status !== 200) refuse('status', `${url} answers ${reply.status}.`)
      const chunks = []
      let length = 0
      for await (const chunk of reply.body ?? []) {
        length += chunk.length
        if (length > most) refuse('too-long', `${url} sends more than the ${most} bytes it may have.`)
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    } catch (error) {
      if (error instanceof Refused) throw error
      if (attempt === 3) refuse('unreachable', `${url} cannot be read: ${error.cause?.message ?? error.message}.`)
      await sleep(300 * attempt)
    }
  }
}

/** Calls `work` for each item, a few at a time, and gives the results in order. */
async function* inOrder(items, work) {
  const running = []
  for (const item of items) {
    const result = work(item)
    // It is awaited in its turn; until then a failure is nobody's.
    result.catch(() => {})
    running.push(result)
    if (running.length >= AT_ONCE) yield await running.shift()
  }
  while (running.length > 0) yield await running.shift()
}

// ── 3 Keys, notes, checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy) ────────────────────

const ED25519 = 1
const COSIGNATURE = 4

/** Standard base64, one spelling a value; null for anything else. */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

function fromDecimal(text) {
  return /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null
}

const isName = (name) => name !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(name)

/** <name>+<key ID>+base64(type || key) */
function parseVkey(text, type) {
  const [name, id, ...rest] = text.split('+')
  const bytes = fromBase64(rest.join('+'))
  if (bytes?.length !== 33 || !isName(name)) refuse('vkey', `“${text}” is no key.`)
  if (bytes[0] !== type) refuse('vkey', `“${text}” is a key for another use (type ${bytes[0]}, expected ${type}).`)
  const digest = crypto.createHash('sha256').update(`${name}\n`).update(bytes).digest('hex')
  if (digest.slice(0, 8) !== id) refuse('vkey', `The key ID of “${text}” does not belong to it.`)
  const x = bytes.subarray(1).toString('base64url')
  return {
    text,
    name,
    id,
    type,
    key: crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
  }
}

/** Text and signatures by known keys. A wrong signature of a known key refuses the whole; unknown keys are ignored. */
function openNote(bytes, keys) {
  let note
  try {
    note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    refuse('note', 'The checkpoint is not UTF-8.')
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note must have none but the newline.
  if (/[\x00-\x09\x0b-\x1f]/.test(note)) refuse('note', 'The checkpoint has control characters (CRLF, for instance).')
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || note.length === split + 2) refuse('note', 'The checkpoint is not signed.')
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > 64) refuse('note', 'The checkpoint has more than 64 signatures.')
  const signed = []
  let unknown = 0
  for (const line of lines) {
    const [dash, name = '', base64 = '', ...more] = line.split(' ')
    const signature = fromBase64(base64)
    if (dash !== '—' || more.length > 0 || !isName(name) || !signature || signature.length < 5) {
      refuse('note', `“${line.slice(0, 80)}” is no signature line.`)
    }
    const known = keys.find((key) => key.name === name && key.id === signature.toString('hex', 0, 4))
    if (!known) unknown += 1
    else signed.push({ key: known, time: checkSignature(text, signature.subarray(4), known) })
  }
  return { text, signed, unknown }
}

/** @returns seconds since 1970 for a cosignature, else null */
function checkSignature(text, signature, { name, key, type }) {
  const cosigned = type === COSIGNATURE
  const time = cosigned && signature.length === 72 ? Number(signature.readBigUInt64BE()) : null
  const message = cosigned ? `cosignature/v1\ntime ${time}\n${text}` : text
  const holds = crypto.verify(null, Buffer.from(message), key, cosigned ? signature.subarray(8) : signature)
  // A time after the year 9999 is no time; no number beyond 2^53 gets that far.
  if (!holds || time > 253_402_300_799) refuse('bad-signature', `The signature of ${name} on the checkpoint is wrong.`)
  return time
}

/** A checkpoint that one of `logs` signed: { origin, size, root, note, cosigners, unknown }. */
function openCheckpoint(bytes, logs, witnesses) {
  const { text, signed, unknown } = openNote(bytes, [...logs, ...witnesses.map(({ key }) => key)])
  const log = signed.find(({ key }) => key.type === ED25519)?.key
  if (!log)
    refuse('foreign-key', `The checkpoint is not signed by the key of the log (${logs.map(({ name }) => name)}).`)
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n')
  const checkpoint = { origin, size: fromDecimal(size ?? ''), root: fromBase64(root ?? ''), note: bytes.toString() }
  if (checkpoint.size === null || checkpoint.root?.length !== 32 || extensions.includes('')) {
    refuse('checkpoint', 'The checkpoint is signed, but its lines are not origin, size and root.')
  }
  if (origin !== log.name) refuse('checkpoint', `The checkpoint is of “${origin}”, the key of “${log.name}”.`)
  const cosigners = signed.filter(({ key }) => key !== log).map(({ key: { name, id }, time }) => ({ name, id, time }))
  return { ...checkpoint, log, unknown, cosigners }
}

function parsePolicy(text) {
  const policy = { logs: [], witnesses: [], groups: new Map(), quorum: undefined }
  const members = new Set()
  const wrong = (line) => refuse('policy', `The policy does not say clearly: “${line}”.`)
  for (const line of text.split('\n')) {
    const [kind, ...words] = line.split(/[ \t]+/).filter(Boolean)
    if (!kind || kind.startsWith('#')) continue
    const defined = (name) => policy.groups.has(name) || policy.witnesses.some((one) => one.name === name)
    const free = (name) => name !== 'none' && !defined(name)
    if (kind === 'log' && words.length <= 2) policy.logs.push(parseVkey(words[0] ?? '', ED25519))
    else if (kind === 'witness' && (words.length === 2 || words.length === 3) && free(words[0])) {
      policy.witnesses.push({ name: words[0], key: parseVkey(words[1], COSIGNATURE) })
    } else if (kind === 'group' && words.length >= 3 && free(words[0])) {
      const [name, number, ...names] = words
      const threshold = number === 'any' ? 1 : number === 'all' ? names.length : fromDecimal(number)
      const fresh = names.every((one) => defined(one) && !members.has(one) && members.add(one))
      if (!fresh || !threshold || threshold > names.length) wrong(line)
      policy.groups.set(name, { threshold, names })
    } else if (kind === 'quorum' && policy.quorum === undefined && (words[0] === 'none' || defined(words[0]))) {
      policy.quorum = words[0]
    } else wrong(line)
  }
  const raw = [...policy.logs, ...policy.witnesses.map(({ key }) => key)].map(({ text }) => text.split('+').pop())
  if (policy.quorum === undefined || new Set(raw).size < raw.length) wrong('quorum missing, or a key twice')
  return policy
}

/** Whether those who cosigned are enough for the policy. */
function meetsQuorum({ groups, quorum, witnesses }, cosigners) {
  const witnessed = (name) => {
    const group = groups.get(name)
    if (group) return group.names.filter(witnessed).length >= group.threshold
    const { key } = witnesses.find((one) => one.name === name)
    return cosigners.some((one) => one.name === key.name && one.id === key.id)
  }
  return quorum === 'none' || witnessed(quorum)
}

// ── 4 The tree (RFC 6962, C2SP tlog-tiles) ───────────────────────────────────────────────────────────────────────────

/** By way of a string where Node has crypto.hash: measured twice as fast as anything else it offers. */
const sha256 = crypto.hash
  ? (bytes) => Buffer.from(crypto.hash('sha256', bytes, 'latin1'), 'latin1')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest()

const pair = Buffer.alloc(65, 1)
function nodeHash(left, right) {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

/** Root over hashes of subtrees of one size, of which the last may be smaller. */
function rootOf(hashes) {
  if (hashes.length === 0) return sha256(Buffer.alloc(0))
  while (hashes.length > 1) {
    const above = []
    for (let at = 0; at < hashes.length; at += 2) {
      above.push(at + 1 < hashes.length ? nodeHash(hashes[at], hashes[at + 1]) : hashes[at])
    }
    hashes = above
  }
  return hashes[0]
}

/** The right edge of the tree we have read: what of each level is not yet a full tile. */
class Tree {
  size = 0
  rows = []

  /** @returns the tiles that became full with it: [{ level, n, hashes }] */
  add(leaf) {
    this.size += 1
    const full = []
    let hash = leaf
    for (let level = 0; hash; level++) {
      this.rows[level] ??= []
      const row = this.rows[level]
      row.push(hash)
      if (row.length < 256) break
      full.push({ level, n: this.size / 256 ** (level + 1) - 1, hashes: row })
      this.rows[level] = []
      hash = rootOf(row)
    }
    return full
  }

  root() {
    let smaller
    for (const row of this.rows) {
      const hashes = smaller ? [...row, smaller] : row
      if (hashes.length > 0) smaller = rootOf(hashes)
    }
    return smaller ?? rootOf([])
  }
}

/** tile/0/x001/234.p/5 */
function tilePath(level, n, width) {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0')
  return `tile/${level}/${digits.replace(/\d{3}(?=\d)/g, 'x$&/')}${width < 256 ? `.p/${width}` : ''}`
}

/** A partial tile may be gone once the full one is there: then its beginning is as good. */
async function fetchTile(base, level, n, width, most) {
  const path = tilePath(level, n, width)
  const bytes = await fetchBytes(`${base}/ledger/${path}`, most)
  if (bytes) return { bytes, path, width }
  const full = width < 256 ? await fetchBytes(`${base}/ledger/${tilePath(level, n, 256)}`, most) : null
  if (!full) refuse('missing', `${path} is missing, although a checkpoint covers it.`)
  return { bytes: full, path: tilePath(level, n, 256), width: 256 }
}

function checkTile({ bytes, path, width }, hashes) {
  if (bytes.length !== width * 32) refuse('tile', `${path} has ${bytes.length} bytes, expected ${width * 32}.`)
  if (!bytes.subarray(0, hashes.length * 32).equals(Buffer.concat(hashes))) {
    refuse('tile', `${path} does not hold the hashes of the entries.`)
  }
}

/** Calls `each(hash, entry)` for the first `wanted` entries. */
function readBundle({ bytes, path, width }, wanted, each) {
  let at = 0
  let count = 0
  for (; at + 2 <= bytes.length; count++) {
    const end = at + 2 + bytes.readUInt16BE(at)
    if (end > bytes.length || count === width) break
    // Its length is known now; the second byte of it becomes the 0x00 that stands before a leaf, which saves copying the entry.
    bytes[at + 1] = 0
    if (count < wanted) each(sha256(bytes.subarray(at + 1, end)), bytes.subarray(at + 2, end))
    at = end
  }
  if (at !== bytes.length || count !== width) refuse('bundle', `${path} does not hold exactly ${width} whole entries.`)
}

/**
 * Reads on to the size of a checkpoint: every bundle, every tile, and at last the root. `milestones` are older checkpoints
 * that must turn out to be beginnings of the log: [{ size, root, what }].
 */
async function follow(base, tree, checkpoint, milestones, recount, progress) {
  const { size } = checkpoint
  const checkMilestones = () => {
    for (const one of milestones) {
      if (one.size === tree.size && !one.root.equals(tree.root()))
        refuse('forked', `The log is not the continuation of ${one.what}.`)
    }
  }
  const bundles = function* () {
    for (let n = Math.floor(tree.size / 256); n * 256 < size; n++) yield { n, width: Math.min(256, size - n * 256) }
  }
  const load = async ({ n, width }) => ({
    width,
    bundle: await fetchTile(base, 'entries', n, width, LONGEST.bundle),
    tile: await fetchTile(base, 0, n, width, LONGEST.tile),
  })
  checkMilestones()
  for await (const { bundle, tile, width } of inOrder(bundles(), load)) {
    const read = tree.rows[0] ?? []
    const before = read.slice()
    const leaves = []
    const entries = []
    readBundle(bundle, width, (hash, entry) => {
      leaves.push(hash)
      entries.push(entry)
    })
    checkTile(tile, leaves)
    if (before.some((hash, at) => !hash.equals(leaves[at])))
      refuse('forked', `${bundle.path} is not what it was when it was last read.`)
    for (let at = before.length; at < width; at++) {
      const full = tree.add(leaves[at])
      recount.add(entries[at], tree.size - 1)
      for (const { level, n, hashes } of full) {
        if (level > 0) checkTile(await fetchTile(base, level, n, 256, LONGEST.tile), hashes)
      }
      if (milestones.some((one) => one.size === tree.size)) checkMilestones()
    }
    progress(tree.size, size)
  }
  for (const [level, hashes] of tree.rows.entries()) {
    if (level > 0 && hashes.length > 0) {
      const n = Math.floor(size / 256 ** (level + 1))
      checkTile(await fetchTile(base, level, n, hashes.length, LONGEST.tile), hashes)
    }
  }
  if (!tree.root().equals(checkpoint.root)) refuse('root', 'The entries do not give the root that the log signed.')
}

// ── 5 The recount ────────────────────────────────────────────────────────────────────────────────────────────────────

const LEVELS = ['email', 'strong', 'signed']
const ACTS = ['confirmed', 'withdrawn', 'replaced', 'setAside', 'restored']
const isCount = (number) => Number.isSafeInteger(number) && number >= 0
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
    const text = bytes.toString()
    const entry = parseJson(text)
    // Written again it must be the same text: no name twice, no second way to read it.
    if (typeof entry?.kind !== 'string' || !isCount(entry.v) || JSON.stringify(entry) !== text) {
      return this.problem(null, index, 'is no entry in canonical JSON')
    }
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
  'petitions.threshold-crossed': (petition, { name }) => {
    petition.thresholds.set(name, true)
  },
  'petitions.threshold-uncrossed': (petition, { name }) => {
    petition.thresholds.set(name, false)
  },
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

// ── 6 What the site shows ────────────────────────────────────────────────────────────────────────────────────────────

async function fetchJson(url) {
  const bytes = await fetchBytes(url, LONGEST.json)
  return bytes && (parseJson(bytes.toString()) ?? refuse('api', `${url} is no JSON.`))
}

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
  for (const { name, level, counted, paper, crossedAt } of shown.thresholds) {
    const own = paper + sumOf(LEVELS.slice(LEVELS.indexOf(level)).map((one) => said[one]))
    if (own !== counted) differ(`threshold ${name}: the site shows ${counted}, its own counts give ${own}`)
    if ((crossedAt !== null) !== (petition.thresholds.get(name) ?? false)) {
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
async function compare(base, run, advance) {
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
    await advance()
    pending = pending.filter(isOpen)
    if (pending.length === 0 || Date.now() >= until) return
  }
}

// ── 7 The report ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the reports of a site and of a receipt have in common. */
function basics({ asked, checkpoint, refusal, quorum }) {
  return {
    refused: refusal ? { code: refusal.code, message: refusal.message } : null,
    log: checkpoint && { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.toString('base64') },
    key: checkpoint && { vkey: checkpoint.log.text, from: asked.keyFrom },
    cosigned: checkpoint && { by: checkpoint.cosigners, unknown: checkpoint.unknown, enough: quorum ?? null },
  }
}

function basicLines({ refused, log, key, cosigned }) {
  const lines = []
  if (log) {
    const names = cosigned.by.map(({ name, time }) => `${name} (${new Date(time * 1000).toISOString()})`)
    lines.push(`Log ${log.origin}, ${log.size} entries, root ${log.root}.`, `Key ${key.vkey}, ${key.from}.`)
    lines.push(`Cosigned by ${names.join(', ') || 'nobody you named'}; by ${cosigned.unknown} keys you did not name.`)
    if (cosigned.enough === false) lines.push('These cosignatures are not enough for your policy.')
  }
  if (refused) lines.push(`REFUSED (${refused.code}): ${refused.message}`)
  return lines
}

/** What a hostile server writes must not steer a terminal. */
function print({ json }, result, lines) {
  console.log(json ? JSON.stringify(result) : lines.join('\n').replace(/(?!\n)\p{Cc}/gu, '\ufffd'))
}

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
    problems: recount.problems,
    compared: refusal ? 0 : petitions.length - notNow,
    notComparedNow: notNow,
    petitions,
  }
  print(run.asked, result, inWords(result))
  return result.proved
}

function inWords({ proved, refused, log, problems, petitions, compared, notComparedNow, ...rest }) {
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

/** On the terminal only, and twice a second at most. */
function progressOf({ json }) {
  let said = 0
  return (done, all) => {
    if (json || !process.stderr.isTTY || (Date.now() - said < 500 && done < all)) return
    said = Date.now()
    process.stderr.write(`\r${done} of ${all} entries${done === all ? '\n' : ''}`)
  }
}

// ── 8 A receipt (C2SP tlog-proof whose extra line is the entry) ──────────────────────────────────────────────────────

function readReceipt(file) {
  let bytes
  try {
    bytes = readFileSync(file)
  } catch (error) {
    refuse('file', `${file} cannot be read: ${error.message}.`)
  }
  if (bytes.length > LONGEST.note + LONGEST.bundle) refuse('receipt', `${file} is longer than a receipt can be.`)
  const split = bytes.indexOf('\n\n')
  const [header, extra = '', index = '', ...path] = bytes.toString('latin1', 0, Math.max(split, 0)).split('\n')
  if (split < 0 || header !== 'c2sp.org/tlog-proof@v1') refuse('receipt', `${file} is no tlog-proof, or not whole.`)
  const proof = {
    entry: extra.startsWith('extra ') ? fromBase64(extra.slice('extra '.length)) : null,
    index: index.startsWith('index ') ? fromDecimal(index.slice('index '.length)) : null,
    path: path.map(fromBase64),
    note: bytes.subarray(split + 2),
  }
  if (proof.entry === null || proof.index === null) refuse('receipt', `${file} does not say which entry it is of.`)
  if (path.length > 63 || proof.path.some((hash) => hash?.length !== 32))
    refuse('receipt', `A hash in ${file} is none.`)
  return proof
}

/** RFC 9162, section 2.1.3.2: the root that a leaf and the path beside it lead to; null where the path does not fit. */
function rootReached(leaf, index, size, path) {
  if (index >= size) return null
  let [node, last, reached] = [BigInt(index), BigInt(size - 1), leaf]
  for (const sibling of path) {
    if (last === 0n) return null
    if (node % 2n === 1n || node === last) {
      reached = nodeHash(sibling, reached)
      for (; node % 2n === 0n && node !== 0n; node /= 2n) last /= 2n
    } else reached = nodeHash(reached, sibling)
    node /= 2n
    last /= 2n
  }
  return last === 0n ? reached : null
}

async function verifyReceipt(run) {
  const { asked } = run
  const policy = asked.policy ? parsePolicy(readText(asked.policy)) : null
  const { entry, index, path, note } = readReceipt(asked.receipt)
  run.checkpoint = openCheckpoint(note, await logKeys(asked, policy, null), policy?.witnesses ?? [])
  const { size, root } = run.checkpoint
  if (!rootReached(sha256(Buffer.concat([Buffer.of(0), entry])), index, size, path)?.equals(root)) {
    refuse('not-included', `The entry in the receipt is not entry ${index} of the ${size} that were signed.`)
  }
  run.receipt = { index, entry: entry.toString() }
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

// ── 9 The whole course ───────────────────────────────────────────────────────────────────────────────────────────────

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
  const advance = async () => {
    const note = await fetchBytes(`${asked.url}/ledger/checkpoint`, LONGEST.note)
    const next = openCheckpoint(note ?? refuse('missing', 'The site has no /ledger/checkpoint.'), logs, witnesses)
    const { size, root, origin } = next
    const known = [...milestones, { ...(run.checkpoint ?? next), what: 'what it said a moment ago' }]
    for (const one of known) {
      if (origin !== one.origin) refuse('forked', `The log is called ${origin}, and ${one.origin} in ${one.what}.`)
      if (size < one.size) refuse('rolled-back', `The log has ${size} entries, fewer than ${one.what}.`)
      if (size === one.size && !root.equals(one.root)) refuse('forked', `The log has another root than ${one.what}.`)
    }
    run.checkpoint = next
    await follow(asked.url, run.tree, next, milestones, run.recount, progressOf(asked))
  }
  await advance()
  run.recount.live = true
  await compare(asked.url, run, advance)
  if (policy) run.quorum = meetsQuorum(policy, run.checkpoint.cosigners)
}

async function logKeys(asked, policy, since) {
  asked.keyFrom = 'as you gave it'
  if (asked.vkey) return [parseVkey(asked.vkey, ED25519)]
  if (policy?.logs.length > 0) return policy.logs
  asked.keyFrom = 'as it was when last read'
  if (since?.state) return [parseVkey(since.state.vkey, ED25519)]
  asked.keyFrom = 'as the site itself gives it: compare it with what others were given'
  const bytes = await fetchBytes(`${asked.url}/ledger/vkey`, 4096)
  return [parseVkey((bytes ?? refuse('missing', 'The site has no /ledger/vkey.')).toString().trim(), ED25519)]
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
