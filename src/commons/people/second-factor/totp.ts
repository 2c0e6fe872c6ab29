import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30

/** RFC 6238 with what every authenticator knows: SHA-1, 6 digits, 30 seconds, 160-bit secret. */
function totpOf(secret: Buffer, label = ''): TOTP {
  return new TOTP({
    issuer: 'Punte',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  })
}

/**
 * @returns the time step a code belongs to, one step early or late allowed, for the caller to see that no step is used twice; null when
 *   the code is wrong
 */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta
}

/** What the authenticator reads from the picture, and the same secret as text in groups of four. */
export function setUpTexts(secret: Buffer, label: string): { uri: string; secret: string } {
  const totp = totpOf(secret, label)
  return { uri: totp.toString(), secret: (totp.secret.base32.match(/.{1,4}/g) ?? []).join(' ') }
}
