import { keyedHash } from '#kernel/config/secrets.ts'

/** A person's line on the roll of one process; those of two processes have nothing in common. @param personKey as accounts know the person */
export function rollKeyOf(secret: Buffer, processId: string, personKey: Buffer): Buffer {
  return keyedHash(secret, 'processes.roll', processId, personKey.toString('hex'))
}

/** The line of a code that a school or house gave; spaces, dashes and capitals do not matter. */
export function codeKeyOf(secret: Buffer, processId: string, code: string): Buffer {
  return keyedHash(secret, 'processes.roll-code', processId, code.replaceAll(/[\s-]/g, '').toUpperCase())
}
