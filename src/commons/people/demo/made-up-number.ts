import { createHash } from 'node:crypto'
import { idnoProblem } from '../idno.ts'

/** A personal number to try: with a right check digit, its own for each account, and beginning with 9, as none that is issued does. */
export function madeUpNumber(accountId: string): string {
  const digits = String(createHash('sha256').update(accountId).digest().readUIntBE(0, 6)).padStart(15, '0').slice(-11)
  return [...'0123456789'].map((last) => `9${digits}${last}`).find((number) => idnoProblem(number) === null) as string
}
