// Ballots that anonymous tokens prove: whether the issuer of the vote signed each token, whether its key signed the choices, and whether of each key
// the last ballot counts. What is checked is in docs/ledger.md of the site's source. Used by budget-log.mjs.
import { constants, createPublicKey, verify } from 'node:crypto'
import { canonical, sha256 } from './log.mjs'

const MODULUS_BITS = 3072
const PREFIX_BYTES = 32
const SALT_BYTES = 48
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** What the log says of the tokens of one vote. */
export class Tokens {
  issuer = null
  name = null
  destroyed = false
  issued = new Set()
  /** Of each key the number of the ballot that counts, and those that it replaced. */
  keys = new Map()
}

/** Bytes in base64url, in their one spelling. @throws where they are not, or not as many */
function bytesOf(text, length) {
  const bytes = Buffer.from(String(text), 'base64url')
  if (bytes.toString('base64url') !== text || (length && bytes.length !== length))
    throw new Error(`${text} is no such value`)
  return bytes
}

/** 'budgeting.token-issuer' */
export function* issuerNamed(vote, { spki, record }) {
  if (vote.tokens) return yield 'names an issuer of tokens a second time'
  if (vote.defined) yield 'names an issuer of tokens after the ballot was defined'
  const der = Buffer.from(String(spki), 'base64')
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  vote.tokens = new Tokens()
  Object.assign(vote.tokens, { issuer: key, name: sha256(der).toString('base64url') })
  if (der.toString('base64') !== spki || !key.export({ format: 'der', type: 'spki' }).equals(der))
    yield 'spells the issuer otherwise than it must be'
  if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails.modulusLength !== MODULUS_BITS)
    yield `names an issuer that is no RSA key of ${MODULUS_BITS} bits`
  if (record !== vote.tokens.name) yield 'names the issuer by another record than its hash'
}

/** Of 'budgeting.ballot-defined': it must rest on the issuer that the log named, and on none where it named none. */
export function* definedWith(vote, { issuer = null }) {
  if (issuer !== (vote.tokens?.name ?? null)) yield 'rests the vote on another issuer of tokens than the log named'
}

/** 'budgeting.tokens-issued' */
export function* issuedTold(vote, { commitments }) {
  if (!vote.tokens) return yield 'issues tokens without an issuer'
  if (vote.opened.length > 0) yield 'issues tokens after ballots were opened'
  if (vote.tokens.destroyed) yield 'issues tokens after the key was destroyed'
  for (const one of commitments) {
    bytesOf(one, 32)
    if (vote.tokens.issued.has(one)) yield `issues ${one} a second time`
    vote.tokens.issued.add(one)
  }
}

/** 'budgeting.issuer-destroyed' */
export function* issuerDestroyed(vote, { issuer }) {
  if (!vote.tokens || issuer !== vote.tokens.name) return yield 'destroys the key of another issuer'
  if (vote.tokens.destroyed) yield 'destroys the key a second time'
  vote.tokens.destroyed = true
}

/** One of 'budgeting.ballots-opened'. */
export function* openedBy(vote, { commitment, pk, prepared, signature, seq, edSig, picks }) {
  if (!vote.tokens) {
    if (pk !== undefined) yield `opens ${commitment} with a token, although the vote has no issuer`
    return
  }
  if (pk === undefined) return yield `opens ${commitment} without a token`
  const bytes = bytesOf(prepared)
  const message = Buffer.concat([Buffer.from(`punte-token/v1\n${vote.number}\n`), bytesOf(pk, 32)])
  if (!bytes.subarray(PREFIX_BYTES).equals(message)) yield `opens ${commitment} with a token for something else`
  const pss = { key: vote.tokens.issuer, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES }
  if (!verify('sha384', bytes, pss, bytesOf(signature, MODULUS_BITS / 8)))
    yield `opens ${commitment} with a token that the issuer did not sign`
  if (vote.tokens.keys.has(pk)) yield `opens ${commitment} as the second ballot of one key`
  vote.tokens.keys.set(pk, { counts: seq, seen: new Set([seq]) })
  if (!isSigned(vote, { pk, seq, edSig, picks })) yield `opens ${commitment} with choices that its key did not sign`
}

/** One of the `ballots` of 'budgeting.ballots-replaced'; `opens` says what is wrong with the opening itself. */
export function* replacedBy(vote, { commitment, pk, seq, edSig, picks }) {
  const key = vote.tokens?.keys.get(pk)
  if (!key) return yield `names ${commitment} as replaced, and no ballot of its key counts`
  if (key.seen.has(seq)) yield `names ${commitment} as another ballot of the same key and number`
  key.seen.add(seq)
  if (!(seq < key.counts)) yield `names ${commitment} as replaced, which is later than the one that counts`
  if (!isSigned(vote, { pk, seq, edSig, picks })) yield `names ${commitment} with choices that its key did not sign`
}

/** What is wrong with the whole: counted ≤ keys with a valid token ≤ issued. */
export function* tokensWrong(vote) {
  const { tokens } = vote
  if (!tokens) return
  if (vote.opened.length > tokens.keys.size) yield `${vote.opened.length} ballots count, of ${tokens.keys.size} tokens`
  if (tokens.keys.size > tokens.issued.size)
    yield `${tokens.keys.size} tokens were used, and ${tokens.issued.size} issued`
  if (vote.opened.length > 0 && !tokens.destroyed) yield 'the issuer’s key was not destroyed after the close'
}

function isSigned(vote, { pk, seq, edSig, picks }) {
  const key = createPublicKey({ key: Buffer.concat([ED25519_SPKI, bytesOf(pk, 32)]), format: 'der', type: 'spki' })
  const message = Buffer.from(`punte-cast/v1\n${canonical({ picks, process: vote.number, seq })}`)
  return Number.isSafeInteger(seq) && seq > 0 && verify(null, message, key, bytesOf(edSig, 64))
}
