import { keyedHash } from '#kernel/config/secrets.ts'
import { idnoDigits } from './idno.ts'

/**
 * A person as accounts know them once an electronic identity told the personal number: a keyed hash of it.
 *
 * @param secret the installation's key `person`
 */
export function personKeyOf(secret: Buffer, personalNumber: string): Buffer {
  return keyedHash(secret, 'person', idnoDigits(personalNumber))
}
