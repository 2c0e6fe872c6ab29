import { hash, randomBytes, randomUUID } from 'node:crypto'

let lastMs = 0
let sequence = 0

/**
 * A UUID version 7 (RFC 9562): sorts by the time given and, within a millisecond of one process, by the order of making
 * (the 12 bits of rand_a count); 62 random bits.
 */
export function newId(now: Date): string {
  const random = randomUUID()
  const ms = now.getTime()
  // The counter starts low, so that thousands fit a millisecond; past that the order within it is lost, never uniqueness.
  sequence = ms === lastMs ? (sequence + 1) & 0xfff : Number.parseInt(random.slice(0, 2), 16)
  lastMs = ms
  const time = ms.toString(16).padStart(12, '0')
  // What follows the third hyphen of a version 4 has the same variant and 62 random bits, and Node makes them in stock.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}${random.slice(18)}`
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
  return hash('sha256', token, 'buffer')
}

/** Six decimal digits for a code that is mailed. */
export function newCode(): string {
  // Rejection keeps every code equally likely: 2^32 is no multiple of 10^6.
  for (;;) {
    const n = randomBytes(4).readUInt32BE()
    if (n < 4_294_000_000) return String(n % 1_000_000).padStart(6, '0')
  }
}
