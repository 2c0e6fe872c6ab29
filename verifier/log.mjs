// Follows the public log of a Punte installation: every byte that it reads is checked against the signed checkpoint before it is
// believed. Shared by the programs of this folder. Keys and signatures: checkpoint.mjs.
//
// Contents: 1 fetching from a server that may be hostile · 2 the tree · 3 following · 4 what every report says
import * as crypto from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ED25519, openCheckpoint, parseVkey, Refused, refuse } from './checkpoint.mjs'

// ── 1 Fetching from a server that may be hostile ─────────────────────────────────────────────────────────────────────

const AT_ONCE = 8
const PATIENCE_MS = 30_000
export const LONGEST = { note: 256 * 1024, tile: 8192, bundle: 256 * 65_537, json: 16 * 1024 * 1024 }

/** The body of a 200, or null for a 404. Follows no redirect, reads no more than `most` bytes (after gzip), waits no longer than 30 s. */
export async function fetchBytes(url, most) {
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
export async function* inOrder(items, work) {
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

/** Undefined for what is no JSON. */
export function parseJson(text, revive) {
  try {
    return JSON.parse(text, revive)
  } catch {
    return undefined
  }
}

export async function fetchJson(url) {
  const bytes = await fetchBytes(url, LONGEST.json)
  return bytes && (parseJson(bytes.toString()) ?? refuse('api', `${url} is no JSON.`))
}

export const isCount = (number) => Number.isSafeInteger(number) && number >= 0

// ── 2 The tree (RFC 6962, C2SP tlog-tiles) ───────────────────────────────────────────────────────────────────────────

/** By way of a string where Node has crypto.hash: measured twice as fast as anything else it offers. */
export const sha256 = crypto.hash
  ? (bytes) => Buffer.from(crypto.hash('sha256', bytes, 'latin1'), 'latin1')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest()

const pair = Buffer.alloc(65, 1)
export function nodeHash(left, right) {
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
export class Tree {
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
async function follow(base, tree, checkpoint, milestones, add, progress) {
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
      add(entries[at], tree.size - 1, leaves[at])
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
// ── 3 Following ──────────────────────────────────────────────────────────────────────────────────────────────────────

export async function logKeys(asked, policy, since) {
  asked.keyFrom = 'as you gave it'
  if (asked.vkey) return [parseVkey(asked.vkey, ED25519)]
  if (policy?.logs.length > 0) return policy.logs
  asked.keyFrom = 'as it was when last read'
  if (since?.state) return [parseVkey(since.state.vkey, ED25519)]
  asked.keyFrom = 'as the site itself gives it: compare it with what others were given'
  const bytes = await fetchBytes(`${asked.url}/ledger/vkey`, 4096)
  return [parseVkey((bytes ?? refuse('missing', 'The site has no /ledger/vkey.')).toString().trim(), ED25519)]
}

/**
 * Reads on to the newest checkpoint of the site, which becomes run.checkpoint.
 * `trust` says whose signatures count ({ logs, witnesses }) and which older checkpoints must be beginnings of the log (milestones);
 * `add(entry, index, leaf)` is called for each new entry, in order.
 */
export async function advance(run, { logs, witnesses, milestones }, add) {
  const { asked } = run
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
  await follow(asked.url, run.tree, next, milestones, add, progressOf(asked))
}

/** RFC 8785: the one way in which the log writes JSON, members sorted by UTF-16 code units. */
export function canonical(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value).sort()
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

/** Null for what is no entry. Written again it must be the same text: no name twice, no second way to read it. */
export function readEntry(bytes) {
  const text = bytes.toString()
  const entry = parseJson(text)
  if (typeof entry?.kind !== 'string' || !isCount(entry.v)) return null
  return JSON.stringify(entry) === text || canonical(entry) === text ? entry : null
}

// ── 4 What every report says ─────────────────────────────────────────────────────────────────────────────────────────

/** What the reports of a site and of a receipt have in common. */
export function basics({ asked, checkpoint, refusal, quorum }) {
  return {
    refused: refusal ? { code: refusal.code, message: refusal.message } : null,
    log: checkpoint && { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.toString('base64') },
    key: checkpoint && { vkey: checkpoint.log.text, from: asked.keyFrom },
    cosigned: checkpoint && { by: checkpoint.cosigners, unknown: checkpoint.unknown, enough: quorum ?? null },
  }
}

export function basicLines({ refused, log, key, cosigned }) {
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
export function print({ json }, result, lines) {
  console.log(json ? JSON.stringify(result) : lines.join('\n').replace(/(?!\n)\p{Cc}/gu, '\ufffd'))
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
