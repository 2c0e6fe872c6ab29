import { Refused } from './refused.ts'
import { fromDecimal } from './strict-text.ts'
import { COSIGNATURE, ED25519, parseVkey, type VerifierKey } from './vkey.ts'

/** Which logs are meant, and whose cosignatures are enough: C2SP tlog-policy. */
export interface WitnessPolicy {
  logs: { key: VerifierKey; url: string | null }[]
  /** By name. */
  witnesses: Map<string, { key: VerifierKey; url: string | null }>
  groups: Map<string, { threshold: number; members: string[] }>
  /** Name of a witness or group; null where no cosignature is asked for. */
  quorum: string | null
}

const LONGEST_POLICY = 256 * 1024
const MOST_OF_A_KIND = 256

/** @throws Refused policy.… with the line's number; vkey.… for a key that is none */
export function parsePolicy(bytes: Uint8Array): WitnessPolicy {
  if (bytes.length > LONGEST_POLICY) throw new Refused('policy.too-long')
  // Names are strings of bytes: one character a byte keeps two spellings of a letter apart, as the format asks.
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  const policy: WitnessPolicy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: null }
  const read = { policy, members: new Set<string>(), quorumSeen: false }
  for (const [at, line] of lines.entries()) {
    const refuse = (code: ConstructorParameters<typeof Refused>[0]) => {
      throw new Refused(code, `line ${at + 1}`)
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a policy must not have.
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) refuse('policy.character')
    const words = line.split(/[ \t]+/).filter(Boolean)
    if (words.length === 0 || words[0]?.startsWith('#')) continue
    readLine(read, words, refuse)
  }
  if (!read.quorumSeen) throw new Refused('policy.quorum')
  if (policy.logs.length > MOST_OF_A_KIND || policy.witnesses.size + policy.groups.size > MOST_OF_A_KIND) {
    throw new Refused('policy.too-complex')
  }
  return policy
}

/** Whether these witnesses (by the names of the policy) are enough. */
export function meetsQuorum({ groups, quorum }: WitnessPolicy, cosigned: ReadonlySet<string>): boolean {
  const witnessed = (name: string): boolean => {
    const group = groups.get(name)
    return group ? group.members.filter(witnessed).length >= group.threshold : cosigned.has(name)
  }
  return quorum === null || witnessed(quorum)
}

type Refuse = (code: ConstructorParameters<typeof Refused>[0]) => void

function readLine(
  read: { policy: WitnessPolicy; members: Set<string>; quorumSeen: boolean },
  [kind, ...words]: string[],
  refuse: Refuse,
): void {
  const { policy } = read
  const isDefined = (name: string) => policy.witnesses.has(name) || policy.groups.has(name)
  const define = (name: string) => {
    if (name === 'none' || isDefined(name)) refuse('policy.name')
  }
  if (kind === 'log') {
    const [vkey = '', url = null, ...more] = words
    if (more.length > 0) refuse('policy.line')
    const key = utf8Vkey(vkey)
    if (key.type !== ED25519 || policy.logs.some((one) => one.key.raw.equals(key.raw))) refuse('policy.key')
    policy.logs.push({ key, url })
  } else if (kind === 'witness') {
    const [name = '', vkey = '', url = null, ...more] = words
    if (more.length > 0) refuse('policy.line')
    define(name)
    const key = utf8Vkey(vkey)
    const known = [...policy.witnesses.values()].some((one) => one.key.raw.equals(key.raw))
    if (key.type !== COSIGNATURE || known) refuse('policy.key')
    policy.witnesses.set(name, { key, url })
  } else if (kind === 'group') {
    const [name = '', number = '', ...members] = words
    if (members.length === 0) refuse('policy.line')
    define(name)
    for (const member of members) {
      if (!isDefined(member) || read.members.has(member)) refuse('policy.name')
      // Each name is a member once, so that a witness counts in one way only.
      read.members.add(member)
    }
    const threshold = number === 'any' ? 1 : number === 'all' ? members.length : (fromDecimal(number) ?? 0)
    if (threshold < 1 || threshold > members.length) refuse('policy.threshold')
    policy.groups.set(name, { threshold, members })
  } else if (kind === 'quorum') {
    const [name = '', ...more] = words
    if (read.quorumSeen || more.length > 0 || (name !== 'none' && !isDefined(name))) refuse('policy.quorum')
    read.quorumSeen = true
    policy.quorum = name === 'none' ? null : name
  } else refuse('policy.line')
}

function utf8Vkey(word: string): VerifierKey {
  return parseVkey(Buffer.from(word, 'latin1').toString())
}
