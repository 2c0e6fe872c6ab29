import { createHash, randomBytes } from 'node:crypto'

let lastMs = 0
let sequence = 0

/**
 * A UUID version 7 (RFC 9562): sorts by the time given and, within a millisecond of one process, by the order of making
 * (the 12 bits of rand_a count); 62 random bits.
 */
export function newId(now: Date): string {
  const bytes = randomBytes(16)
  const ms = now.getTime()
  // The counter starts low, so that thousands fit a millisecond; past that the order within it is lost, never uniqueness.
  sequence = ms === lastMs ? (sequence + 1) & 0xfff : bytes.readUInt8(6)
  lastMs = ms
  bytes.writeUIntBE(ms, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whether a text that came from outside is a UUID as PostgreSQL writes it; what else it would take is another spelling. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** 128 random bits for a link that grants something. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/** Eight random hexadecimal digits, to tell things of one name apart. */
export function shortRandom(): string {
  return randomBytes(4).toString('hex')
}

/** SHA-256 of a token, the form in which the database knows it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Six decimal digits for a code that is mailed. */
export function newCode(): string {
  // Rejection keeps every code equally likely: 2^32 is no multiple of 10^6.
  for (;;) {
    const n = randomBytes(4).readUInt32BE()
    if (n < 4_294_000_000) return String(n % 1_000_000).padStart(6, '0')
  }
}
