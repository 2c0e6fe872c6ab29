#!/usr/bin/env node
// A witness for transparency logs (C2SP tlog-witness): it remembers the largest tree it has seen of each log, signs a larger one
// only when that is a continuation, and so keeps a log from telling different people different things. Needs nothing but Node 20.
import * as crypto from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, createServer as createLock } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const HELP = `node punte-witness.mjs --name NAME --logs FILE --state FOLDER [--port 8080] [--host 127.0.0.1]

  --name NAME     of the witness: an address without https://, witness.example.org
  --logs FILE     the logs to watch, a line each: log <vkey> (C2SP tlog-policy; other lines of a policy are passed over)
  --state FOLDER  where its key and the last checkpoint of each log are kept
`
const LONGEST_BODY = 256 * 1024
const MOST_HASHES = 63
const MOST_SIGNATURES = 64
const SLOWEST_MS = 10_000

/** What is answered when something is wrong: one of the statuses of tlog-witness, and why in words. */
class Refusal extends Error {
  constructor(status, message, type = 'text/plain; charset=utf-8') {
    super(message)
    this.status = status
    this.type = type
  }
}
const refuse = (status, message, type) => {
  throw new Refusal(status, message, type)
}

// ── Text, keys, notes ────────────────────────────────────────────────────────────────────────────────────────────────

/** Standard base64, one spelling a value; null for anything else. */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

function fromDecimal(text) {
  return /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null
}

const isName = (name) => name !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(name)

/** @param typed type byte and public key */
function keyId(name, typed) {
  return crypto.createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8)
}

/** A log's key, `<name>+<key ID>+base64(1 || key)`; null for anything else. */
function parseVkey(text) {
  const [name, id, ...rest] = text.split('+')
  const typed = fromBase64(rest.join('+'))
  if (typed?.length !== 33 || typed[0] !== 1 || !isName(name) || keyId(name, typed) !== id) return null
  const x = typed.subarray(1).toString('base64url')
  return { name, id, key: crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) }
}

/** The logs to watch: origin to keys. */
function readLogs(file) {
  const logs = new Map()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [kind, vkey = ''] = line.split(/[ \t]+/).filter(Boolean)
    if (kind !== 'log') continue
    const key = parseVkey(vkey)
    if (!key) throw new Error(`${file}: “${vkey}” is no Ed25519 key of a log.`)
    logs.set(key.name, [...(logs.get(key.name) ?? []), key])
  }
  if (logs.size === 0) throw new Error(`${file} names no log.`)
  return logs
}

/** Text and signatures of a signed note; null for what is none. */
function parseNote(bytes) {
  let note
  try {
    note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
  const split = note.lastIndexOf('\n\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note must have none but the newline.
  if (split < 0 || !note.endsWith('\n') || note.length === split + 2 || /[\x00-\x09\x0b-\x1f]/.test(note)) return null
  const lines = note.slice(split + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const [dash, name = '', base64 = '', ...more] = line.split(' ')
    const signature = fromBase64(base64)
    const right = dash === '—' && more.length === 0 && isName(name) && signature?.length > 4
    return right ? { name, id: signature.toString('hex', 0, 4), bytes: signature.subarray(4) } : null
  })
  return signatures.includes(null) || lines.length > MOST_SIGNATURES
    ? null
    : { text: note.slice(0, split + 1), signatures }
}

/** Origin, size and root; null for what is no checkpoint. */
function parseCheckpoint(text) {
  const [origin, size = '', root = '', ...extensions] = text.slice(0, -1).split('\n')
  const checkpoint = { origin, size: fromDecimal(size), root: fromBase64(root) }
  const right = isName(origin) && checkpoint.size !== null && checkpoint.root?.length === 32 && !extensions.includes('')
  return right ? checkpoint : null
}

// ── The tree: RFC 6962. Halving by division: bit operators stop at 32 bits ───────────────────────────────────────────

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest()
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)
const isOdd = (number) => number % 2 === 1
const half = (number) => Math.floor(number / 2)

/** Whether `path` proves that the old tree is the beginning of the new one: RFC 9162, section 2.1.4.2. */
function isContinuation(old, next, path) {
  if (old.size === next.size) return path.length === 0 && old.root.equals(next.root)
  if (old.size === 0) return path.length === 0
  let [fn, sn] = [old.size - 1, next.size - 1]
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  // A tree of 2^n leaves is a node of the new one: its root is not sent.
  const [first, ...rest] = fn === 0 ? [old.root, ...path] : path
  if (path.length === 0) return false
  let [fr, sr] = [first, first]
  for (const sibling of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(sibling, fr)
      sr = nodeHash(sibling, sr)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else sr = nodeHash(sr, sibling)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && fr.equals(old.root) && sr.equals(next.root)
}

// ── The witness's key and memory ─────────────────────────────────────────────────────────────────────────────────────

/** The key of the witness, made at first start; whoever reads it can sign in its name, so only its owner may. */
function loadKey(folder, name) {
  const file = join(folder, 'key.pem')
  if (!existsSync(file)) {
    const { privateKey } = crypto.generateKeyPairSync('ed25519')
    writeDurably(`${file}.${process.pid}`, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    linkSync(`${file}.${process.pid}`, file)
    unlinkSync(`${file}.${process.pid}`)
    syncFolder(folder)
  }
  if (process.platform !== 'win32' && statSync(file).mode & 0o077) chmodSync(file, 0o600)
  const privateKey = crypto.createPrivateKey(readFileSync(file))
  const raw = Buffer.from(crypto.createPublicKey(privateKey).export({ format: 'jwk' }).x, 'base64url')
  const typed = Buffer.concat([Buffer.of(4), raw])
  const id = keyId(name, typed)
  return {
    name,
    id,
    privateKey,
    publicKey: crypto.createPublicKey(privateKey),
    vkey: `${name}+${id}+${typed.toString('base64')}`,
  }
}

function writeDurably(file, text) {
  const handle = openSync(file, 'w', 0o600)
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
}

function syncFolder(folder) {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

const fileOf = (folder, origin) => join(folder, sha256(Buffer.from(origin)).toString('hex'))

/**
 * The last checkpoint that was cosigned of a log, or the empty tree. A file that is there and not what we wrote stops the witness:
 * to begin again at zero would be to sign a second history.
 */
function recall(folder, origin, key) {
  const file = fileOf(folder, origin)
  if (!existsSync(file)) return { size: 0, root: sha256(), note: null }
  const note = readFileSync(file)
  const { text, signatures } = parseNote(note) ?? {}
  const own = signatures?.find(({ name, id }) => name === key.name && id === key.id)
  const checkpoint = own && holds(text, own.bytes, key) ? parseCheckpoint(text) : null
  if (checkpoint?.origin !== origin)
    throw new Error(`${file} is damaged or of another key: the memory of ${origin} is lost.`)
  return { ...checkpoint, note }
}

const cosigned = (text, time) => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`)

function holds(text, signature, { publicKey }) {
  return crypto.verify(null, cosigned(text, signature.readBigUInt64BE()), publicKey, signature.subarray(8))
}

/** cosignature/v1 of C2SP tlog-cosignature. */
function cosign(text, { name, id, privateKey }) {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000)))
  const signature = crypto.sign(null, cosigned(text, time.readBigUInt64BE()), privateKey)
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), time, signature]).toString('base64')}\n`
}

/** On the disk, whole, before anybody is told. */
async function remember(folder, origin, note) {
  const file = fileOf(folder, origin)
  const handle = await open(`${file}.new`, 'w', 0o600)
  await handle.writeFile(note)
  await handle.sync()
  await handle.close()
  await rename(`${file}.new`, file)
  if (process.platform === 'win32') return
  const folderHandle = await open(folder, 'r')
  await folderHandle.sync()
  await folderHandle.close()
}

// ── What is asked of it ──────────────────────────────────────────────────────────────────────────────────────────────

class Witness {
  constructor(folder, logs, key) {
    Object.assign(this, { folder, logs, key })
    this.memory = new Map([...logs.keys()].map((origin) => [origin, recall(folder, origin, key)]))
    /** Of each log the request that is being worked on: one at a time, so that checking and remembering are one step. */
    this.turn = new Map()
  }

  /** @returns the cosignature line @throws Refusal */
  async addCheckpoint(body) {
    const { old, path, text, signatures, next } = parseRequest(body)
    const keys = this.logs.get(next.origin) ?? refuse(404, 'This log is not watched here.\n')
    checkSignatures(text, signatures, keys)
    if (old > next.size) refuse(400, 'The old size is larger than the checkpoint.\n')
    const before = this.turn.get(next.origin) ?? Promise.resolve()
    const turn = before.then(() => this.advance(next, old, path, text, signatures, keys))
    this.turn.set(
      next.origin,
      turn.catch(() => {}),
    )
    return turn
  }

  async advance(next, old, path, text, signatures, keys) {
    const known = this.memory.get(next.origin)
    if (old !== known.size) refuse(409, `${known.size}\n`, 'text/x.tlog.size')
    if (!isContinuation(known, next, path)) refuse(422, 'The proof does not show a continuation.\n')
    const line = cosign(text, this.key)
    const ofLog = signatures.filter(({ name, id }) => keys.some((key) => key.name === name && key.id === id))
    const lines = ofLog.map(
      ({ name, id, bytes }) => `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), bytes]).toString('base64')}\n`,
    )
    const note = Buffer.from(`${text}\n${lines.join('')}${line}`)
    try {
      await remember(this.folder, next.origin, note)
    } catch (error) {
      // What is on the disk now is not known. Starting anew reads it; going on would trust a memory that may be gone.
      console.error(`The checkpoint could not be kept: ${error.message}`)
      process.exit(1)
    }
    this.memory.set(next.origin, { ...next, note })
    return line
  }

  /** The newest checkpoint with our cosignature, by the SHA-256 of its origin. */
  checkpoint(hash) {
    for (const [origin, { note }] of this.memory) if (sha256(Buffer.from(origin)).toString('hex') === hash) return note
    return null
  }
}

/** old size, hashes, empty line, checkpoint. @throws Refusal 400 */
function parseRequest(body) {
  const split = body.indexOf('\n\n')
  const [first, ...hashes] = body.toString('latin1', 0, Math.max(split, 0)).split('\n')
  const old = first.startsWith('old ') ? fromDecimal(first.slice(4)) : null
  if (old === null) refuse(400, 'The first line is not the old size.\n')
  if (hashes.length > MOST_HASHES) refuse(400, 'The proof has more than 63 hashes.\n')
  const path = hashes.map(fromBase64)
  if (path.some((hash) => hash?.length !== 32)) refuse(400, 'A line of the proof is no hash.\n')
  const note = parseNote(body.subarray(split + 2)) ?? refuse(400, 'What follows the empty line is no signed note.\n')
  const next = parseCheckpoint(note.text) ?? refuse(400, 'The note is no checkpoint.\n')
  return { old, path, next, ...note }
}

/** @throws Refusal 403 */
function checkSignatures(text, signatures, keys) {
  let good = 0
  for (const { name, id, bytes } of signatures) {
    const known = keys.find((key) => key.name === name && key.id === id)
    if (!known) continue
    if (!crypto.verify(null, Buffer.from(text), known.key, bytes)) refuse(403, 'A signature of the log is wrong.\n')
    good += 1
  }
  if (good === 0) refuse(403, 'The log has not signed this.\n')
}

async function readBody(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > LONGEST_BODY) refuse(413, 'That is too long.\n')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function answer(witness, request, response) {
  const plain = { 'content-type': 'text/plain; charset=utf-8' }
  try {
    if (request.method === 'POST' && request.url === '/add-checkpoint') {
      const line = await witness.addCheckpoint(await readBody(request))
      response.writeHead(200, plain).end(line)
      return
    }
    const [, hash] = request.url.match(/^\/([0-9a-f]{64})\/checkpoint$/) ?? []
    const note = request.method === 'GET' && hash ? witness.checkpoint(hash) : null
    if (!note) refuse(404, 'Nothing is here.\n')
    response.writeHead(200, { ...plain, 'cache-control': 'no-cache' }).end(note)
  } catch (error) {
    if (!(error instanceof Refusal)) {
      // A connection that broke while its body was read is nobody's fault here.
      if (!request.destroyed) console.error(error)
      return response.destroy()
    }
    if (error.status === 413) response.setHeader('connection', 'close')
    response.writeHead(error.status, { 'content-type': error.type }).end(error.message)
  }
}

// ── Start ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Two witnesses with one memory would each check against half of it. A socket that nobody answers is left from a crash. */
function lockFolder(folder) {
  if (process.platform === 'win32') return Promise.resolve()
  process.chdir(folder)
  const attempt = (last) =>
    new Promise((resolve, reject) => {
      const lock = createLock((socket) => socket.destroy())
      lock.once('error', (error) => {
        if (error.code !== 'EADDRINUSE' || last) return reject(error)
        const other = connect('lock')
        other.once('connect', () => reject(new Error(`Another witness uses ${folder}.`)))
        other.once('error', () => {
          unlinkSync('lock')
          attempt(true).then(resolve, reject)
        })
      })
      lock.listen('lock', () => resolve(lock.unref()))
    })
  return attempt(false)
}

async function main() {
  const text = { type: 'string' }
  const options = {
    name: text,
    logs: text,
    state: text,
    port: { ...text, default: '8080' },
    host: { ...text, default: '127.0.0.1' },
  }
  const { values: asked } = parseArgs({ options })
  if (!asked.name || !isName(asked.name) || !asked.logs || !asked.state) throw new Error(HELP)
  const logs = readLogs(asked.logs)
  mkdirSync(asked.state, { recursive: true, mode: 0o700 })
  const folder = process.platform === 'win32' ? asked.state : '.'
  await lockFolder(asked.state)
  const witness = new Witness(folder, logs, loadKey(folder, asked.name))
  const limits = { requestTimeout: SLOWEST_MS, headersTimeout: SLOWEST_MS, connectionsCheckingInterval: 1000 }
  const server = createServer(limits, (request, response) => answer(witness, request, response))
  server.maxConnections = 256
  await new Promise((resolve, reject) => server.once('error', reject).listen(Number(asked.port), asked.host, resolve))
  console.log(`Watches ${[...logs.keys()].join(', ')} on http://${asked.host}:${server.address().port}`)
  console.log(`witness ${asked.name} ${witness.key.vkey}`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close(() => process.exit(0)))
}

try {
  await main()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
