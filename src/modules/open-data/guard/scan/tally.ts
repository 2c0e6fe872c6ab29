import { isCard } from '../detect/card.ts'
import { findInText } from '../detect/find-in-text.ts'
import { isIdnp, mayBeIdnp } from '../detect/idnp.ts'
import { mayHold, withoutUnseen } from '../detect/may-hold.ts'
import { isBareMobile, isBarePhone } from '../detect/phone.ts'
import { saysIdnp, saysPhone } from '../detect/titles.ts'
import type { Finding, FindingKind, Place } from '../kinds.ts'
import { both, Count } from './count.ts'
import { MANY, ThirteenDigits } from './thirteen-digits.ts'

/** Of the bare numbers of a column: fewer are codes that look so. */
const MOSTLY = 0.9
/** Digits alone, also where a program made a number with decimals of them. */
const BARE = /^\s*(\d{8,19})(?:[.,]0{1,2})?\s*$/
/** A phone without the zero of its area, where the title says that it is one. */
const PARTED_PHONE = /^\s*[2-7]\d[ -]\d{3}[ -]\d{3}\s*$/
/** What has many digits and is nobody's: amounts, measurements, days. */
const PLAIN =
  /^\s*(?:[+-]?\d{1,12}[.,]\d+|-?[1-9]\d{0,2}(?:[ \u00a0,.]\d{3}){2,3}(?:[.,]\d+)?|\d{1,2}[./-]\d{1,2}[./-]\d{4}(?: \d\d:\d\d(?::\d\d)?)?)\s*$/

/** What was met in one place, such as a column; its memory does not grow with what stands there. */
export class Tally {
  readonly #counts = new Map<FindingKind, Count>()
  /** What is one only where the title of the column says so. */
  readonly #asIdnp = new Count()
  readonly #asPhone = new Count()
  readonly #asMobile = new Count()
  /** Numbers that stand alone and those amid words: a list of bar codes says nothing about who is named in a sentence. */
  readonly #alone = new ThirteenDigits()
  readonly #amid = new ThirteenDigits()
  #long = 0
  #bare = 0

  /** @param line of the file; null where there are no lines */
  take(text: string, line: number | null): void {
    if (!mayHold(text)) return
    const clean = withoutUnseen(text)
    if (this.#takeBare(clean, line)) return
    const { hits, thirteen, long } = findInText(clean)
    this.#long += long
    const numbers = /\p{L}/u.test(clean) ? this.#amid : this.#alone
    for (const digits of thirteen) numbers.takeOther(digits)
    for (const { found, from, to, said } of hits) {
      const hit = clean.slice(from, to)
      if (found === 'idnp') numbers.takeRight(hit.replace(/\D/g, ''), hit, line, said)
      else this.add(found, hit, line)
    }
  }

  add(found: FindingKind, text: string, line: number | null): void {
    const count = this.#counts.get(found) ?? new Count()
    this.#counts.set(found, count)
    count.add(found, text, line)
  }

  /** A cell that is one number or one day and nothing else, as most are that have many digits. @returns whether it was one */
  #takeBare(text: string, line: number | null): boolean {
    const bare = BARE.exec(text)
    if (!bare) {
      if (PARTED_PHONE.test(text)) this.#asPhone.add('phone', text.trim(), line)
      return PLAIN.test(text)
    }
    const digits = bare[1] as string
    if (digits.length < 12) this.#takeShort(digits, line)
    else if (digits.length <= 13) this.#takeThirteen(digits, line)
    else {
      if (digits.length >= 15) this.#long++
      if (isCard(digits)) this.add('card', digits, line)
    }
    return true
  }

  #takeShort(digits: string, line: number | null): void {
    this.#bare++
    if (isBareMobile(digits)) this.#asMobile.add('phone', digits, line)
    if (isBarePhone(digits)) this.#asPhone.add('phone', digits, line)
  }

  /** Programs that take an IDNP for a number lose the zero with which it may begin. */
  #takeThirteen(digits: string, line: number | null): void {
    const isWhole = digits.length === 13
    const isRight = isIdnp(digits.padStart(13, '0'))
    if (isWhole && isRight) this.#alone.takeRight(digits, digits, line)
    else if (isWhole) this.#alone.takeOther(digits)
    if (isWhole ? mayBeIdnp(digits) : isRight) this.#asIdnp.add('idnp', digits, line)
  }

  /** @param title of a column: it decides what bare digits are */
  findings(place: Place, title = ''): Finding[] {
    const counts = new Map<FindingKind, Count>()
    const put = (found: FindingKind, count: Count) => {
      if (count.count > 0) counts.set(found, both(counts.get(found), count))
    }
    const says = saysIdnp(title)
    for (const numbers of [this.#alone, this.#amid])
      for (const [found, count] of numbers.counts(says)) put(found, count)
    if (says && this.#asIdnp.count > (counts.get('idnp')?.count ?? 0)) counts.set('idnp', this.#asIdnp)
    for (const [found, count] of this.#counts) put(this.#settled(found, count), count)
    const phones = saysPhone(title) ? this.#asPhone : this.#asMobile
    if (phones.count > 0 && (saysPhone(title) || phones.count > MOSTLY * this.#bare))
      counts.set('phone', both(counts.get('phone'), phones))
    return [...counts].map(([found, { count, lines, samples }]) => ({ ...place, found, count, lines, samples }))
  }

  /** A check digit is right by chance once in ten times. */
  #settled(found: FindingKind, { count }: Count): FindingKind {
    return found === 'card' && this.#long >= MANY && count < this.#long / 2 ? 'number-like-card' : found
  }
}
