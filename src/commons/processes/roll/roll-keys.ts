import { keyedHash } from '#kernel/config/secrets.ts'

/**
 * A person's line on the roll of one process; those of two processes have nothing in common, but where a roll was taken over with its lines.
 *
 * @param keyedBy of the roll
 * @param personKey as accounts know the person
 */
export function rollKeyOf(secret: Buffer, keyedBy: string, personKey: Buffer): Buffer {
  return keyedHash(secret, 'processes.roll', keyedBy, personKey.toString('hex'))
}

/** The line of a code that a school or house gave; spaces, dashes and capitals do not matter. */
export function codeKeyOf(secret: Buffer, keyedBy: string, code: string): Buffer {
  return keyedHash(secret, 'processes.roll-code', keyedBy, code.replaceAll(/[\s-]/g, '').toUpperCase())
}
