import { isBarCode } from '../detect/bar-code.ts'
import { mayBeIdnp } from '../detect/idnp.ts'
import type { FindingKind } from '../kinds.ts'
import { Count } from './count.ts'

/** Of so many numbers alike, right ones are looked at together. */
export const MANY = 20
/** Of the numbers of a place: where so many are right as bar codes, bar codes stand there. */
const NEARLY_ALL = 0.9

/** The numbers of thirteen digits in one place: those of people, and those that are right by chance, which happens once in ten times. */
export class ThirteenDigits {
  readonly #said = new Count()
  readonly #right = new Count()
  readonly #rightBarCodes = new Count()
  #mayBePeople = 0
  #codes = 0
  #barCodes = 0

  /** A number that is right as an IDNP. @param isSaid a word before it says that it is one */
  takeRight(digits: string, text: string, line: number | null, isSaid = false): void {
    if (!isSaid) this.takeOther(digits)
    const count = isSaid ? this.#said : isBarCode(digits) ? this.#rightBarCodes : this.#right
    count.add('idnp', text, line)
  }

  /** Numbers of companies (IDNO) begin with 1, stand among those of people, and say nothing about them. */
  takeOther(digits: string): void {
    if (mayBeIdnp(digits)) this.#mayBePeople++
    if (digits.startsWith('1')) return
    this.#codes++
    if (isBarCode(digits)) this.#barCodes++
  }

  /** @param isSaid whether the title of the column says that they are numbers of people */
  counts(isSaid: boolean): [FindingKind, Count][] {
    const right = this.#right.count + this.#rightBarCodes.count
    const areByChance = !isSaid && this.#mayBePeople >= MANY && right < this.#mayBePeople / 2
    const areBarCodes = !isSaid && this.#codes >= MANY && this.#barCodes >= NEARLY_ALL * this.#codes
    return [
      ['idnp', this.#said],
      [areByChance ? 'number-like-idnp' : 'idnp', this.#right],
      [areByChance || areBarCodes ? 'number-like-idnp' : 'idnp', this.#rightBarCodes],
    ]
  }
}
