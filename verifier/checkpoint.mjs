// Keys, signed notes, checkpoints and policies: who signed what (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy).
// Shared by the programs of this folder; it reads no file and asks nobody.
import * as crypto from 'node:crypto'

/** Why the log or the site is not to be believed. `code` is stable; the message is for people. */
export class Refused extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}
export const refuse = (code, message) => {
  throw new Refused(code, message)
}
export const ED25519 = 1
const COSIGNATURE = 4

/** Standard base64, one spelling a value; null for anything else. */
export function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

export function fromDecimal(text) {
  return /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null
}

const isName = (name) => name !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(name)

/** <name>+<key ID>+base64(type || key) */
export function parseVkey(text, type) {
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
function openNote(bytes, keys, what = 'checkpoint') {
  let note
  try {
    note = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    refuse('note', `The ${what} is not UTF-8.`)
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note must have none but the newline.
  if (/[\x00-\x09\x0b-\x1f]/.test(note)) refuse('note', `The ${what} has control characters (CRLF, for instance).`)
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n') || note.length === split + 2) refuse('note', `The ${what} is not signed.`)
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > 64) refuse('note', `The ${what} has more than 64 signatures.`)
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
  if (!holds || time > 253_402_300_799) refuse('bad-signature', `The signature of ${name} is wrong.`)
  return time
}

/** A checkpoint that one of `logs` signed: { origin, size, root, note, cosigners, unknown }. */
export function openCheckpoint(bytes, logs, witnesses) {
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

/** What the log promised to somebody who cast a ballot: { process, commitment, by }, `by` in milliseconds since 1970. */
export function openPromise(bytes, logs) {
  const { text, signed } = openNote(bytes, logs, 'promise')
  const log = signed.find(({ key }) => key.type === ED25519)?.key
  if (!log) refuse('foreign-key', `The promise is not signed by the key of the log (${logs.map(({ name }) => name)}).`)
  const said =
    /^punte-ballot-promise\/v1\n(?<origin>.+)\nprocess (?<process>[1-9]\d{0,8})\ncommitment (?<commitment>[\w-]{43})\nby (?<by>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n$/.exec(
      text,
    )?.groups
  const by = Date.parse(said?.by)
  if (!said || Number.isNaN(by)) refuse('promise', 'The note is signed, but it is no promise of a ballot.')
  if (said.origin !== log.name) refuse('promise', `The promise is of “${said.origin}”, the key of “${log.name}”.`)
  return { process: Number(said.process), commitment: said.commitment, by }
}

export function parsePolicy(text) {
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
export function meetsQuorum({ groups, quorum, witnesses }, cosigners) {
  const witnessed = (name) => {
    const group = groups.get(name)
    if (group) return group.names.filter(witnessed).length >= group.threshold
    const { key } = witnesses.find((one) => one.name === name)
    return cosigners.some((one) => one.name === key.name && one.id === key.id)
  }
  return quorum === 'none' || witnessed(quorum)
}
